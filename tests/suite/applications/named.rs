//! What people write to name an application.

use super::{set, start};
use desk::ErrorCode;
use desk::api::{ApplicationField as F, ApplicationShow};
use tests::simulated::{World, run};

#[test]
fn an_application_is_named_by_key_brand_or_handle_where_only_one_has_it() {
    run(async {
        let world = World::empty().await;
        let desk = &world.desk;
        let (first, second) = (start(desk).await.id, start(desk).await.id);
        set(desk, &first, F::Brand, "Northwind").await;
        set(desk, &first, F::Handle, "@NorthWind").await;
        set(desk, &second, F::Brand, "Contoso").await;
        let named = async |given: &str| {
            let show = ApplicationShow {
                application: given.to_owned(),
                version: None,
            };
            desk.application_show(show).await.map(|view| view.id)
        };
        for given in [
            first.as_str(),
            "northwind",
            " NORTHWIND ",
            "@northwind",
            "x:@northwind",
        ] {
            assert_eq!(named(given).await.as_ref(), Ok(&first), "{given}");
        }
        assert_eq!(named("contoso").await.as_ref(), Ok(&second));
        let alike = first.chars().zip(second.chars());
        let alike = alike.take_while(|(a, b)| a == b).count();
        let start: String = first.chars().take(alike + 1).collect();
        assert_eq!(named(&start).await.as_ref(), Ok(&first));

        for given in ["", "@", "north", "nobody"] {
            let application = given.to_owned();
            let unknown = ErrorCode::UnknownApplication { application };
            assert_eq!(named(given).await, Err(unknown));
        }
        set(desk, &second, F::Brand, "Northwind").await;
        let application = "northwind".to_owned();
        let ambiguous = ErrorCode::AmbiguousApplication { application };
        assert_eq!(named("northwind").await, Err(ambiguous));
    });
}

//! What a person is told who looks elsewhere: that somebody wrote, once, without
//! a word of what was written.

use desk::api::{Notify, Settings};
use desk::{Focus, Notice, Surroundings};
use tests::simulated::{World, run};
use tokio::sync::watch;

const SECRET: &str = "My card number ends in 4242";

/// What surrounds a window, and what it was told.
struct Around {
    focus: Focus,
    looks: watch::Sender<usize>,
    told: watch::Sender<Vec<Notice>>,
}

impl Around {
    fn new(focus: Focus) -> Self {
        Self {
            focus,
            looks: watch::Sender::new(0),
            told: watch::Sender::new(Vec::new()),
        }
    }

    async fn until_looked(&self, times: usize) {
        let mut looks = self.looks.subscribe();
        looks.wait_for(|looks| *looks >= times).await.unwrap();
    }
}

impl Surroundings for Around {
    fn focus(&self) -> Focus {
        self.focus
    }

    fn unread(&self, _: u32) {
        self.looks.send_modify(|looks| *looks += 1);
    }

    fn tell(&self, notice: Notice) {
        self.told.send_modify(|told| told.push(notice));
    }
}

/// Customers write while the desk is watched, after it was looked at once.
async fn write(world: &World, around: &Around) {
    let story = async {
        around.until_looked(1).await;
        for handle in ["mayalind", "jonasweber"] {
            world.practice.customer_writes(handle, SECRET).unwrap();
        }
        world.sync().await;
        around.until_looked(2).await;
    };
    tokio::select! {
        () = world.desk.watch(around) => panic!("the owner watches for ever"),
        () = story => {}
    }
}

#[test]
fn who_looks_elsewhere_is_told_that_customers_wrote_and_not_what() {
    run(async {
        let world = World::ready().await;
        world.sync().await;
        let around = Around::new(Focus::Elsewhere);
        let wait = async {
            around.until_looked(1).await;
            world.practice.customer_writes("mayalind", SECRET).unwrap();
            world.sync().await;
            let mut told = around.told.subscribe();
            told.wait_for(|told| !told.is_empty())
                .await
                .unwrap()
                .clone()
        };
        let told = tokio::select! {
            () = world.desk.watch(&around) => panic!("the owner watches for ever"),
            told = wait => told,
        };
        assert_eq!(told.len(), 1);
        assert!(told[0].title.starts_with("New message from "), "{told:?}");
        assert_eq!(told[0].body, "");
    });
}

#[test]
fn who_looks_at_the_window_or_wants_none_is_told_nothing() {
    run(async {
        let world = World::ready().await;
        world.sync().await;
        let here = Around::new(Focus::Here);
        write(&world, &here).await;
        assert_eq!(*here.told.borrow(), []);
        let none = Settings {
            notify: Notify::Off,
            ..Settings::default()
        };
        world.desk.settings_set(none).await.unwrap();
        let elsewhere = Around::new(Focus::Elsewhere);
        write(&world, &elsewhere).await;
        assert_eq!(*elsewhere.told.borrow(), []);
    });
}

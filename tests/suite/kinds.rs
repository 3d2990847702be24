//! Nothing leaves as somebody else.

use desk::api::{KindName, LedgerPage};
use desk::{Author, ErrorCode};
use tests::simulated::{ANA, World, run};

const BOT: &str = "Northwind bot (automated)";
const TEAM: &str = "Northwind Care Team";
const GUEST: &str = "Kai Storm, guest";

async fn with_every_kind() -> World {
    let world = World::ready().await;
    for (kind, line) in [
        (KindName::Automated, BOT),
        (KindName::Team, TEAM),
        (KindName::Guest, GUEST),
    ] {
        world.persona(kind, line).await;
        world.publish(line).await;
    }
    world
}

async fn refusals_in_the_ledger(world: &World) -> usize {
    let rows = world.desk.ledger_list(LedgerPage::default()).await;
    let rows = rows.unwrap().rows;
    rows.iter()
        .filter(|row| row.what == "refused_by_rule")
        .count()
}

#[test]
fn everybody_speaks_only_as_what_they_are() {
    run(async {
        let world = with_every_kind().await;
        let maya = world.customers().await.remove(0);
        let ana = || Author::Seated;
        let table = [
            (ana(), ANA, Ok(())),
            (ana(), TEAM, Ok(())),
            (ana(), BOT, Err(ErrorCode::OperatorIsNoBot)),
            (ana(), GUEST, Err(ErrorCode::GuestNeedsTakeover)),
            (Author::Automation, BOT, Ok(())),
            (
                Author::Automation,
                ANA,
                Err(ErrorCode::AutomationSpeaksAsAutomated),
            ),
            (
                Author::Automation,
                TEAM,
                Err(ErrorCode::AutomationSpeaksAsAutomated),
            ),
            (
                Author::Automation,
                GUEST,
                Err(ErrorCode::GuestNeedsTakeover),
            ),
        ];
        let mut refused = 0;
        let mut expected = Vec::new();
        for (author, persona, answer) in table {
            let text = format!("{author:?} as {persona}");
            let sent = world.try_send(&maya, persona, &text, author).await;
            assert_eq!(sent.map(|_| ()), answer, "{text}");
            match answer {
                Ok(()) => expected.push(persona.to_owned()),
                Err(_) => refused += 1,
            }
            assert_eq!(refusals_in_the_ledger(&world).await, refused, "{text}");
        }
        world.settle().await;
        let personas = world.truth().into_iter().map(|told| told.persona);
        let personas: Vec<_> = personas.map(|persona| persona.unwrap().name).collect();
        assert_eq!(personas, expected);
        world.ledger_is_whole().await;
    });
}

#[test]
fn an_automated_persona_must_say_that_it_is_one() {
    run(async {
        let world = World::ready().await;
        let verdict = world
            .desk
            .line_check(desk::api::LineCheck {
                text: "Ben Ito, Support".to_owned(),
                kind: KindName::Automated,
            })
            .await
            .unwrap();
        assert_eq!(
            verdict.problem,
            Some(desk::api::LineProblem::MustSayAutomated)
        );
    });
}

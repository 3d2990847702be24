//! The rule of kinds, asked of the engine itself.

use crate::bench::{ACCOUNT, ANA, Bench, all_seen, look, maya, new_release, persona};
use domain::reply::{ReturnReason, State};
use domain::{Event, Kind, MessageBody, Origin, ReplyId, SpeakingRule, may_speak};
use engine::EngineError;
use store::NewReply;
use uuid::Uuid;

#[tokio::test]
async fn a_forbidden_release_is_refused_and_stands_in_the_ledger() {
    for origin in [Origin::Operator(ANA), Origin::Automation] {
        for kind in Kind::ALL {
            let bench = Bench::new();
            let released = bench
                .engine
                .release(new_release(origin, kind, "hello"))
                .await;
            match may_speak(origin, kind) {
                Ok(()) => {
                    assert_eq!(released.unwrap().state, State::Queued);
                    assert!(bench.ledger().is_empty());
                }
                Err(rule) => {
                    assert!(
                        matches!(released, Err(EngineError::Rule { rule: told, .. }) if told == rule)
                    );
                    let row = Event::RefusedByRule {
                        persona: persona(kind),
                        origin,
                        rule,
                    };
                    assert_eq!(bench.ledger(), [row]);
                    assert!(bench.read(|store| store.outbox()).is_empty());
                }
            }
        }
    }
}

/// However it came into the outbox: the rule is asked again before it leaves.
#[tokio::test]
async fn a_forbidden_reply_that_is_in_the_outbox_does_not_leave() {
    for (origin, kind, rule) in [
        (
            Origin::Automation,
            Kind::Human,
            SpeakingRule::AutomationSpeaksAsAutomated,
        ),
        (
            Origin::Operator(ANA),
            Kind::Automated,
            SpeakingRule::OperatorIsNoBot,
        ),
        (
            Origin::Operator(ANA),
            Kind::Guest,
            SpeakingRule::GuestNeedsTakeover,
        ),
    ] {
        let bench = Bench::new();
        let reply = NewReply {
            id: ReplyId(Uuid::from_u128(7)),
            account: ACCOUNT,
            customer: maya(),
            origin,
            persona: persona(kind),
            look: look(kind),
            text: MessageBody::accepted("hello".to_owned()),
            picture: None,
            released_at: bench.now(),
        };
        bench.write(|store| store.add_reply(&reply, &State::Queued, all_seen(bench.now())));
        bench.engine.settle().await.unwrap();
        let why = ReturnReason::Forbidden { rule };
        assert_eq!(bench.state(reply.id), State::Returned { why: why.clone() });
        let ledger = bench.ledger();
        assert!(matches!(ledger[0], Event::RefusedByRule { rule: told, .. } if told == rule));
        assert!(matches!(&ledger[1], Event::Returned { why: told, .. } if *told == why));
        assert!(bench.read(|store| store.attempts(reply.id)).is_empty());
    }
}

//! Looks: the newest, the one that is spoken in, and what stays with them.

use crate::made::{ACCOUNT, ANA, DESK, LOOK, Made, PERSONA, PICTURE, at, dressed, maya};
use domain::reply::{ReturnReason, State};
use domain::{
    ConsentNote, CustomProfileId, Details, Kind, Languages, Line, Look, LookId, NetworkName,
    PictureId, Speakers, Tags,
};
use std::collections::BTreeMap;
use store::{CutFrom, Draft, LookSource, PublishState, Square, StoreError, Uses};
use uuid::Uuid;

const NEWER: LookId = LookId(Uuid::from_u128(50));
const WORKING: PictureId = PictureId(Uuid::from_u128(60));

fn newer() -> Look {
    let own = Line::accepted("Ana".to_owned());
    Look {
        id: NEWER,
        line: Line::accepted("Ana Ruiz, Nights".to_owned()),
        own_lines: BTreeMap::from([(NetworkName::X, own)]),
        created_at: at(9),
        ..dressed().1
    }
}

fn live(id: &str) -> PublishState {
    PublishState::Live {
        id: CustomProfileId::from(id),
    }
}

#[test]
fn a_new_look_takes_the_place_of_the_old_one_and_keeps_what_it_was_cut_from() {
    let made = Made::full();
    let crop = Square {
        x: 1,
        y: 2,
        size: 400,
    };
    made.write(|store| {
        store.add_picture(WORKING, b"working", at(9))?;
        let working = WORKING;
        store.add_look(&newer(), Some(CutFrom { working, crop }))
    });
    made.read(|store| {
        assert_eq!(store.persona(PERSONA)?.unwrap().look, newer());
        let looks = store.looks(PERSONA)?.into_iter();
        assert_eq!(
            looks.map(|one| one.look.id).collect::<Vec<_>>(),
            [NEWER, LOOK]
        );
        assert_eq!(store.look(LOOK)?.unwrap().look, dressed().1);
        let working = b"working".to_vec();
        assert_eq!(
            store.look_source(NEWER)?,
            Some(LookSource { working, crop })
        );
        assert_eq!(store.look_source(LOOK)?, None);
        Ok(())
    });
    let sqlite = made.sqlite();
    for change in [
        "UPDATE looks SET line = 'x'",
        "UPDATE looks SET crop = NULL",
        "UPDATE look_lines SET line = 'x'",
    ] {
        assert!(sqlite.execute(change, []).is_err(), "{change}");
    }
}

#[test]
fn a_persona_speaks_in_its_newest_look_that_is_live() {
    let made = Made::full();
    made.write(|store| store.add_look(&newer(), None));
    let spoken =
        || made.read(|store| Ok(store.speaks_in(ACCOUNT, PERSONA)?.map(|one| one.look.id)));
    let set = |look, state: PublishState| {
        made.write(|store| store.set_publication(ACCOUNT, look, &state, at(10)));
    };
    assert_eq!(spoken(), None);
    set(LOOK, live("1"));
    for state in [
        PublishState::Publishing,
        PublishState::InDoubt,
        PublishState::Refused { said: None },
    ] {
        set(NEWER, state.clone());
        assert_eq!(spoken(), Some(LOOK), "{state:?}");
    }
    set(NEWER, live("2"));
    assert_eq!(spoken(), Some(NEWER));
    made.read(|store| {
        let speakers = store.speakers(ACCOUNT)?;
        assert_eq!((speakers.len(), speakers[0].look.id), (1, NEWER));
        Ok(())
    });
}

#[test]
fn a_missing_look_is_noted_until_it_stands_otherwise() {
    let made = Made::full();
    made.write(|store| {
        store.begin_publication(ACCOUNT, LOOK, at(10))?;
        store.set_publication(ACCOUNT, LOOK, &PublishState::InDoubt, at(11))?;
        store.set_missed(ACCOUNT, LOOK, at(12))?;
        let noted = store.publications_on(ACCOUNT)?.remove(0);
        let times = (noted.begun_at, noted.updated_at, noted.missed_at);
        assert_eq!(times, (Some(at(10)), at(11), Some(at(12))));
        store.set_publication(ACCOUNT, LOOK, &live("1"), at(13))?;
        let noted = store.publications_on(ACCOUNT)?.remove(0);
        assert_eq!((noted.begun_at, noted.missed_at), (Some(at(10)), None));
        Ok::<_, StoreError>(())
    });
}

#[test]
fn what_is_noted_about_a_persona_is_kept_and_so_is_when_it_was_put_away() {
    let made = Made::full();
    let details = Details {
        tags: Tags::parse(["night"]).unwrap(),
        languages: Languages::parse(["en", "pt-BR"]).unwrap(),
        consent: ConsentNote::parse("Ana agreed.", Kind::Human).unwrap(),
        speakers: Speakers::only([ANA]).unwrap(),
    };
    made.write(|store| {
        store.set_details(PERSONA, &details)?;
        store.set_archived(PERSONA, Some(at(20)))
    });
    let kept = made.read(|store| store.persona(PERSONA)).unwrap().persona;
    assert_eq!((kept.details, kept.archived_at), (details, Some(at(20))));
    made.write(|store| store.set_archived(PERSONA, None));
    let kept = made.read(|store| store.persona(PERSONA)).unwrap().persona;
    assert_eq!(kept.archived_at, None);
}

#[test]
fn a_persona_is_in_use_by_drafts_with_a_text_and_by_what_has_not_settled() {
    let made = Made::full();
    let uses = || made.read(|store| store.uses(PERSONA));
    let draft = |text: &str| {
        let draft = Draft {
            text: text.to_owned(),
            picture: None,
            persona: Some(PERSONA),
            at: at(30),
        };
        made.write(|store| store.keep_draft(ACCOUNT, &maya(), ANA, &draft));
    };
    draft("");
    let waits = Uses {
        leaving: 1,
        ..Uses::default()
    };
    assert_eq!(uses(), waits);
    draft("hello");
    assert_eq!(uses(), Uses { drafts: 1, ..waits });
}

#[test]
fn a_reply_in_doubt_or_one_that_failed_is_no_reply_that_leaves_by_itself() {
    let made = Made::full();
    let became = |state: State| {
        made.write(|store| {
            for reply in store.outbox()? {
                store.set_state(reply.content.id, &state)?;
            }
            Ok(())
        });
        made.read(|store| store.uses(PERSONA))
    };
    let none = Uses::default();
    let doubt = State::InDoubt { since: at(30) };
    assert_eq!(
        became(doubt),
        Uses {
            in_doubt: 1,
            ..none
        }
    );
    let why = ReturnReason::LookGone;
    assert_eq!(became(State::Returned { why }), Uses { stopped: 1, ..none });
    assert_eq!(became(State::Discarded), none);
}

/// Two hundred personas are read at once, each with its own lines.
#[test]
fn many_personas_come_in_one_reading() {
    let made = Made::full();
    made.write(|store| {
        for number in 0..200 {
            let id = Uuid::from_u128(1_000 + number);
            let (mut persona, mut look) = (dressed().0, newer());
            (persona.id, look.persona) = (domain::PersonaId(id), domain::PersonaId(id));
            look.id = LookId(id);
            look.portrait = PICTURE;
            store.add_persona(&persona, DESK)?;
            store.add_look(&look, None)?;
            store.set_publication(ACCOUNT, look.id, &live("1"), at(10))?;
        }
        Ok::<_, StoreError>(())
    });
    made.read(|store| {
        let all = store.personas()?;
        assert_eq!(all.len(), 201);
        assert_eq!(
            all.iter()
                .filter(|one| !one.look.own_lines.is_empty())
                .count(),
            200
        );
        assert_eq!(store.speakers(ACCOUNT)?.len(), 200);
        Ok(())
    });
}

#[test]
fn many_looks_are_asked_for_at_once_and_those_that_are_not_there_are_left_out() {
    let made = Made::full();
    made.write(|store| store.add_look(&newer(), None));
    let nobodys = LookId(Uuid::from_u128(51));
    let asked = [LOOK, NEWER, LOOK, nobodys];
    let found = made.read(|store| store.looks_among(asked));
    assert_eq!(found.len(), 2);
    assert_eq!(found[&NEWER].look, newer());
    assert_eq!(
        (found[&LOOK].persona.clone(), found[&LOOK].look.clone()),
        dressed()
    );
    assert!(made.read(|store| store.looks_among([])).is_empty());
}

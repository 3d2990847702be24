//! The ledger: any row that somebody changes shows.

use crate::made::{ACCOUNT, DESK, Made, PERSONA, at, maya};
use domain::{ChainFault, Entry, Event, Origin, SpeakingRule, verify};
use store::StoreError;
use uuid::Uuid;

const ROWS: i64 = 12;

fn entry(number: i64) -> Entry {
    Entry {
        at: at(number),
        account: "x:@northwind".to_owned(),
        event: Event::RefusedByRule {
            persona: PERSONA,
            origin: Origin::Automation,
            rule: SpeakingRule::AutomationSpeaksAsAutomated,
        },
    }
}

fn with_ledger() -> Made {
    let made = Made::full();
    made.write(|store| (1..=ROWS).try_for_each(|number| store.append(DESK, &entry(number))));
    made
}

/// Somebody who knows SQLite takes the guards away first.
fn tampered(sql: &str) -> Result<Result<i64, ChainFault>, StoreError> {
    let made = with_ledger();
    made.sqlite()
        .execute_batch(&format!(
            "DROP TRIGGER ledger_is_not_changed; DROP TRIGGER ledger_is_not_shortened; {sql}"
        ))
        .unwrap();
    let chain = made.store.read(|store| store.chain());
    chain.map(|chain| verify(DESK, &chain))
}

#[test]
fn the_chain_is_whole_and_its_pages_are_newest_first() {
    let made = with_ledger();
    let chain = made.read(|store| store.chain());
    assert_eq!(verify(DESK, &chain), Ok(ROWS));
    let page = made.read(|store| store.ledger_page(Some(10), 4));
    let numbers: Vec<_> = page.iter().map(|row| row.seq).collect();
    assert_eq!(numbers, [9, 8, 7, 6]);
}

#[test]
fn any_row_changed_removed_or_moved_is_found() {
    for row in 1..=ROWS {
        for sql in [
            format!(
                "UPDATE ledger SET entry = replace(entry, 'northwind', 'southgate') WHERE seq = {row}"
            ),
            format!("UPDATE ledger SET entry = entry || ' ' WHERE seq = {row}"),
            format!(
                "UPDATE ledger SET hash = '{}' WHERE seq = {row}",
                "0".repeat(64)
            ),
            format!("UPDATE ledger SET hash = 'gone' WHERE seq = {row}"),
            format!("UPDATE ledger SET seq = 1000 WHERE seq = {row}"),
        ] {
            // A chain that cannot even be read is no whole chain either.
            let whole = matches!(tampered(&sql), Ok(Ok(_)));
            assert!(!whole, "{sql}");
        }
    }
    for row in 1..ROWS {
        let removed = tampered(&format!("DELETE FROM ledger WHERE seq = {row}")).unwrap();
        assert_eq!(removed, Err(ChainFault::Gap(row)));
        let moved = format!(
            "UPDATE ledger SET seq = -1 WHERE seq = {row};
             UPDATE ledger SET seq = {row} WHERE seq = {row} + 1;
             UPDATE ledger SET seq = {row} + 1 WHERE seq = -1"
        );
        assert_eq!(tampered(&moved).unwrap(), Err(ChainFault::Changed(row)));
    }
}

#[test]
fn a_customer_has_one_pseudonym_on_each_account() {
    let made = Made::full();
    made.write(|store| {
        let first = store.pseudonym(ACCOUNT, &maya(), Uuid::from_u128(40))?;
        let again = store.pseudonym(ACCOUNT, &maya(), Uuid::from_u128(41))?;
        assert_eq!((first, again), (Uuid::from_u128(40), Uuid::from_u128(40)));
        Ok(())
    });
}

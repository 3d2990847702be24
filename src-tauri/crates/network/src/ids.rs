//! The machine's source of new keys.

use domain::Ids;
use uuid::Uuid;

/// UUIDv7: keys sort by creation, and nobody can guess the next one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Uuid7;

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where keys are made"
)]
impl Ids for Uuid7 {
    fn next(&self) -> Uuid {
        Uuid::now_v7()
    }
}

//! A call: a request and how to read its answer, without any I/O.

use crate::{Answer, Failure, Request};

/// How a call changes the network, which decides what a missing answer means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Changes nothing, or changes the same thing again: a missing answer is
    /// network trouble.
    Repeatable,
    /// Each arrival has its own effect: a missing answer is *in doubt*.
    Once,
}

/// How to read an answer.
pub type Reading<A> = Box<dyn Fn(&Answer) -> Result<A, Failure> + Send + Sync>;

/// One request with the reading of its answer. `A` is what a good answer says.
pub struct Call<A> {
    /// The request, not signed yet.
    pub request: Request,
    /// Whether it may be repeated.
    pub effect: Effect,
    /// Reads the answer. A failed reading of a `Once` call whose outcome cannot
    /// be told is classed `InDoubt` by the reader itself.
    pub read: Reading<A>,
}

impl<A> std::fmt::Debug for Call<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call")
            .field("request", &self.request)
            .field("effect", &self.effect)
            .finish_non_exhaustive()
    }
}

//! A desk in a world of its own: its clock moves when told, its keys are
//! counted, its network is the practice network in this process, and what goes
//! wrong on the way there is asked for by name.
//!
//! Invariant: a run of the same steps is the same run. The runtime has one
//! thread for tasks and one for what blocks, see [`run`].

mod clock;
mod ids;
mod road;
mod runtime;
mod world;

pub use clock::SimClock;
pub use ids::SimIds;
pub use road::{Departure, Road, Trouble};
pub use runtime::run;
pub use world::{ANA, Folder, UNHURRIED, World};

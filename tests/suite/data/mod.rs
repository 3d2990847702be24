//! The brand's data: backups and going back to one, exports, a customer who is
//! forgotten, messages that are kept for a time, and disks that fail.

mod backups;
mod disks;
mod exports;
mod forgetting;
mod killed;

//! Connecting an account by signing in on the network's own pages.

use crate::api::{
    AccountRef, AccountView, Disconnected, LoginBegin, LoginBegun, LoginPin, LoginSetUp, Nothing,
};
use crate::{Desk, ErrorCode};

impl Desk {
    /// What to set up at the network first.
    pub async fn account_login_set_up(&self, _: Nothing) -> Result<LoginSetUp, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Begins a login.
    pub async fn account_login_begin(&self, _: LoginBegin) -> Result<LoginBegun, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Waits for the browser to bring the answer.
    pub async fn account_login_wait(&self, _: Nothing) -> Result<AccountView, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Ends a login with the number the network showed.
    pub async fn account_login_pin(&self, _: LoginPin) -> Result<AccountView, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Gives a login up.
    pub async fn account_login_cancel(&self, _: Nothing) -> Result<Nothing, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }

    /// Removes the secrets of an account and says what stays.
    pub async fn account_disconnect(&self, _: AccountRef) -> Result<Disconnected, ErrorCode> {
        Err(ErrorCode::Unexpected)
    }
}

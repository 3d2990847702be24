//! Connecting by the network's page: the page's address is said, and its answer
//! is awaited from the browser or typed as a number.

use crate::args::SignIn;
use crate::failure::{Failure, Given};
use crate::{answer, keys};
use desk::api::{AccountView, LoginApp, LoginBegin, LoginBegun, LoginPin, LoginWay, Nothing};
use desk::{Seat, open_in_browser, text};
use std::io::{BufRead, Read};

/// The longest number that is read, in bytes; X's have seven digits.
const MOST: u64 = 256;

/// Says where to sign in and stays until that came to an end.
pub async fn run(
    desk: &Seat,
    way: LoginWay,
    sign_in: SignIn,
    api_base: Option<String>,
) -> Result<AccountView, Failure> {
    let app = app(sign_in, api_base)?;
    let LoginBegun { address, .. } = desk.account_login_begin(LoginBegin { app, way }).await?;
    answer::tell(&text("login_told", [("address", address.as_str().into())]));
    Ok(match way {
        LoginWay::Browser => {
            // Where none can be opened the address has been said.
            open_in_browser(&address).await.ok();
            desk.account_login_wait(Nothing {}).await?
        }
        LoginWay::Pin => {
            let pin = tokio::task::spawn_blocking(number)
                .await
                .map_err(|_| Given::NoNumber)??;
            desk.account_login_pin(LoginPin { pin }).await?
        }
    })
}

fn app(sign_in: SignIn, api_base: Option<String>) -> Result<LoginApp, Given> {
    Ok(match sign_in.account {
        Some(account) => LoginApp::OfAccount { account },
        None if sign_in.practice => LoginApp::Practice,
        None => LoginApp::Keys {
            keys: keys::read_app()?,
            api_base,
        },
    })
}

/// The next line of standard input; where that has none, what is typed.
fn number() -> Result<String, Given> {
    let mut line = String::new();
    let read = std::io::stdin().lock().take(MOST).read_line(&mut line);
    read.map_err(|error| Given::Input(error.kind()))?;
    if line.trim().is_empty() {
        let asked = format!("{}: ", text("login_number", []));
        line = rpassword::prompt_password(asked).map_err(|_| Given::NoNumber)?;
    }
    Ok(line)
}

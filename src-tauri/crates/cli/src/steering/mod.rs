//! Steering a practice network: the one that is served from the same folder as
//! `byline practice serve` uses, or at a URL; where none is served, the one in
//! the folder. Every command is one request to its control interface.

mod args;
mod span;
mod told;

pub use args::Steering;
pub use span::Span;

use crate::answer::Answer;
use crate::data_folder;
use crate::failure::{Failure, Given};
use crate::files;
use args::{About, Access, At, Clock, Customer, Fault};
use base64::{Engine, prelude::BASE64_STANDARD};
use desk::{PracticeControl, PracticePlace};
use serde_json::{Value, json};
use std::path::PathBuf;
use told::Steered;

/// Messages that are asked for at once.
const PAGE: usize = 1000;

/// Does what was asked and says what came of it.
pub async fn run(steering: Steering, data: Option<PathBuf>) -> Result<Answer, Failure> {
    let steered = match steering {
        Steering::Customer { what, at } => customer(what, &find(at, data).await?).await?,
        Steering::Access { position, at } => {
            let control = find(at, data).await?.while_served()?;
            access(position, &control).await?
        }
        Steering::Fault(fault) => {
            let control = find(fault.at.clone(), data).await?.while_served()?;
            trouble(fault, &control).await?
        }
        Steering::Clock { what, at } => clock(&what, &find(at, data).await?).await?,
        Steering::Truth { at } => truth(&find(at, data).await?).await?,
    };
    Ok(Answer::of(&steered)?)
}

async fn find(at: At, data: Option<PathBuf>) -> Result<PracticeControl, Failure> {
    let place = match at.at {
        Some(url) => PracticePlace::At(url),
        None => PracticePlace::Folder(data_folder::of_practice(data)?),
    };
    Ok(PracticeControl::find(place).await?)
}

async fn customer(what: Customer, control: &PracticeControl) -> Result<Steered, Failure> {
    Ok(match what {
        Customer::List => Steered::Customers(control.get("/customers").await?),
        Customer::Add {
            handle,
            name,
            about,
        } => {
            let handle = bare(&handle);
            let body = json!({"handle": handle, "name": name, "about": about});
            control.post("/customers", &body).await?;
            Steered::Done(json!({"handle": handle}), format!("@{handle} is there.\n"))
        }
        Customer::Write {
            handle,
            text,
            picture,
        } => {
            let handle = bare(&handle);
            let mut body = json!({"text": text});
            if let Some(file) = picture {
                let encoded = BASE64_STANDARD.encode(files::photo(&file)?);
                if let Some(body) = body.as_object_mut() {
                    body.insert("picture".to_owned(), encoded.into());
                }
            }
            let path = format!("/customers/{}/write", in_a_path(&handle)?);
            let written = control.post(&path, &body).await?;
            Steered::Done(written, format!("@{handle} wrote.\n"))
        }
    })
}

async fn access(position: Access, control: &PracticeControl) -> Result<Steered, Failure> {
    let position = position.in_json();
    control.post("/access", &position).await?;
    let told = match position.get("closed").and_then(Value::as_str) {
        None => "Personas are open to the brand.\n".to_owned(),
        Some(code) => format!("Personas are refused with {code}.\n"),
    };
    Ok(Steered::Done(json!({"access": position}), told))
}

async fn trouble(fault: Fault, control: &PracticeControl) -> Result<Steered, Failure> {
    match (fault.about, fault.route, fault.kind) {
        (Some(About::List), ..) => {
            let waiting = control.get("/faults").await?;
            let fired = control.get("/fired").await?;
            Ok(Steered::Faults { waiting, fired })
        }
        (Some(About::Clear), ..) => {
            control.delete("/faults").await?;
            let told = "No fault waits any more.\n".to_owned();
            Ok(Steered::Done(json!({"cleared": true}), told))
        }
        (None, route, kind) => {
            let kind = kind.unwrap_or_default();
            let asked = json!({
                "route": route.unwrap_or_default(),
                "kind": args::kind(&kind),
                "nth": fault.nth,
                "times": fault.times,
            });
            control.post("/faults", &asked).await?;
            let told = "The fault waits for its call. It ends with the server.\n";
            Ok(Steered::Done(asked, told.to_owned()))
        }
    }
}

async fn clock(what: &Clock, control: &PracticeControl) -> Result<Steered, Failure> {
    Ok(Steered::Clock(match what {
        Clock::Show => control.get("/clock").await?,
        Clock::Forward { by } => {
            let body = json!({"forward_ms": by.0});
            control.post("/clock", &body).await?
        }
    }))
}

/// Every message, page after page: one answer could grow too long.
async fn truth(control: &PracticeControl) -> Result<Steered, Failure> {
    let mut all = Vec::new();
    let mut since = "0".to_owned();
    loop {
        let path = format!("/truth?since={since}&limit={PAGE}");
        let Value::Array(page) = control.get(&path).await? else {
            break;
        };
        let Some(last) = page.last().and_then(|message| message.get("id")) else {
            break;
        };
        since = last.as_str().unwrap_or_default().to_owned();
        let is_last = page.len() < PAGE;
        all.extend(page);
        if is_last {
            break;
        }
    }
    let customers = control.get("/customers").await?;
    Ok(Steered::Truth {
        messages: all,
        customers,
    })
}

fn bare(handle: &str) -> String {
    handle.strip_prefix('@').unwrap_or(handle).to_owned()
}

/// A handle as it may stand in a path; others are nobody's.
fn in_a_path(handle: &str) -> Result<&str, Given> {
    let is_plain = handle
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_plain && !handle.is_empty() {
        Ok(handle)
    } else {
        Err(Given::NoHandle(handle.to_owned()))
    }
}

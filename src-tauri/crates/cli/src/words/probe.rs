//! What an account may do, in the catalogue's words: the page says the same.

use super::{Told, one_line, time};
use desk::api::{Finding, ProbeQuestion, ProbeVerdict, ProbeView};
use desk::{named, quoted_words, text};

impl Told for ProbeView {
    fn told(&self) -> String {
        let mut paragraphs: Vec<(String, Vec<String>)> = self
            .findings
            .iter()
            .map(|finding| {
                let title = named("probe_question", &finding.question);
                (title, found(self, finding))
            })
            .collect();
        paragraphs.extend([
            (
                text("probe_sees", []),
                vec![named("probe_sees", &self.customers_see)],
            ),
            (text("probe_price", []), vec![price(self.price_per_message)]),
            (text("probe_blind", []), vec![text("probe_cannot_see", [])]),
            (text("probe_next", []), steps(self)),
        ]);
        let mut told = format!("{}\n", with_time("probe_asked_at", self.at));
        for (title, lines) in paragraphs {
            told.push_str(&format!("\n{title}\n"));
            for line in lines {
                told.push_str(&format!("  {}\n", one_line(&line)));
            }
        }
        told
    }
}

/// What was answered: the fact where there is one, then what stands in its
/// way, the network's words, how long to wait, and what it was before.
fn found(view: &ProbeView, finding: &Finding) -> Vec<String> {
    let mut lines: Vec<String> = fact(view, finding.question).into_iter().collect();
    if lines.is_empty() || finding.verdict != ProbeVerdict::Works {
        lines.push(named("probe_verdict", &finding.verdict));
    }
    lines.extend(finding.said.as_ref().map(quoted_words));
    lines.extend(finding.until.map(|until| with_time("probe_until", until)));
    let mut changes = view.changed.iter();
    let change = changes.find(|one| one.question == finding.question);
    lines.extend(change.map(|change| {
        let before = named("probe_verdict", &change.before);
        let at = time(change.before_at);
        text(
            "probe_changed",
            [
                ("time", at.as_str().into()),
                ("before", before.as_str().into()),
            ],
        )
    }));
    lines
}

/// What the network told beside yes and no.
fn fact(view: &ProbeView, question: ProbeQuestion) -> Option<String> {
    match question {
        ProbeQuestion::Who => view.who.as_ref().map(|who| {
            let badge = named("verification", &who.verification);
            format!("@{}, {}: {badge}", who.handle, who.display_name)
        }),
        ProbeQuestion::Permission => view
            .permission
            .map(|permission| named("app_permission", &permission)),
        ProbeQuestion::Messages | ProbeQuestion::Personas => None,
    }
}

fn steps(view: &ProbeView) -> Vec<String> {
    if view.next.is_empty() {
        return vec![text("probe_next_nothing", [])];
    }
    let steps = view.next.iter();
    steps.map(|step| named("probe_next", step)).collect()
}

/// Thousandths of a dollar, as dollars.
fn price(thousandths: Option<u32>) -> String {
    thousandths.map_or_else(
        || text("probe_price_unknown", []),
        |price| {
            let dollars = format!("{}.{:03}", price.div_euclid(1_000), price.rem_euclid(1_000));
            text("probe_price_known", [("price", dollars.as_str().into())])
        },
    )
}

fn with_time(key: &str, at: i64) -> String {
    text(key, [("time", time(at).as_str().into())])
}

#[cfg(test)]
mod tests {
    use super::Told;
    use desk::api::{
        AppPermission, CustomersSee, Finding, FindingChange, NextStep, ProbeQuestion, ProbeVerdict,
        ProbeView, ProbedAccount, VerificationName, Words,
    };

    fn finding(question: ProbeQuestion, verdict: ProbeVerdict) -> Finding {
        Finding {
            question,
            verdict,
            said: None,
            until: None,
        }
    }

    fn view() -> ProbeView {
        ProbeView {
            at: 0,
            who: Some(ProbedAccount {
                handle: "northwind".to_owned(),
                display_name: "North\u{1b}[2Jwind".to_owned(),
                verification: VerificationName::Business,
            }),
            permission: Some(AppPermission::ReadWriteMessages),
            findings: vec![
                finding(ProbeQuestion::Who, ProbeVerdict::Works),
                finding(ProbeQuestion::Permission, ProbeVerdict::Works),
                finding(ProbeQuestion::Messages, ProbeVerdict::Works),
                Finding {
                    said: Some(Words {
                        status: 403,
                        code: Some(220),
                        text: "Your credentials do not allow this.".to_owned(),
                    }),
                    ..finding(ProbeQuestion::Personas, ProbeVerdict::NotOnList)
                },
            ],
            customers_see: CustomersSee::NothingYet,
            next: vec![NextStep::ApplyForPersonas],
            changed: vec![FindingChange {
                question: ProbeQuestion::Personas,
                before: ProbeVerdict::Works,
                before_at: 0,
            }],
            price_per_message: None,
        }
    }

    #[test]
    fn every_answer_is_told_with_the_networks_words_and_what_to_do_next() {
        let told = view().told();
        for part in [
            "Who we are\n  @northwind, North\u{fffd}[2Jwind: Verified business\n",
            "What the app may do\n  Read, write and direct messages\n",
            "Direct messages\n  It works.\n",
            "Custom profiles\n  This account is not on the network’s list",
            "\n  The network said: “Your credentials do not allow this.” (code 220).\n",
            "Before (",
            "X Chat",
            "What to do next\n  Apply for custom profiles.",
        ] {
            assert!(told.contains(part), "{part:?} is missing in\n{told}");
        }
    }

    #[test]
    fn no_word_of_it_is_missing_in_the_catalogue() {
        assert!(!view().told().contains("probe_"), "{}", view().told());
    }

    #[test]
    fn a_price_is_told_in_dollars() {
        let priced = ProbeView {
            price_per_message: Some(15),
            ..view()
        };
        assert!(
            priced.told().contains("0.015 US dollars"),
            "{}",
            priced.told()
        );
    }
}

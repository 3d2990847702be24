//! What is known about a reply in doubt, in words.

use super::reply::state;
use super::{Told, calm, one_line, time};
use desk::api::{DoubtNext, DoubtView, Likeness, ReadingSays, WhyAsked};

impl Told for DoubtView {
    fn told(&self) -> String {
        let reply = &self.reply;
        let mut told = format!(
            "To {} through {}, as “{}”: {}.\n",
            super::conversation::called(&self.customer),
            self.account_name,
            one_line(&reply.spoken_as.look.line),
            state(reply)
        );
        told.push_str(&quoted(&reply.text));
        told.push_str(&format!(
            "Try {} began {}.\n",
            self.attempt,
            time(self.begun_at)
        ));
        for reading in &self.readings {
            let says = match reading.says {
                ReadingSays::Counts => "reached back before the try, and showed newer messages",
                ReadingSays::NoWitness => "showed nothing newer: the network may be behind",
                ReadingSays::Lacking => "lacked messages that are there: the network is behind",
                ReadingSays::NotFarEnough => "did not reach back before the try",
            };
            let found = match reading.candidates {
                0 => "it was not there".to_owned(),
                1 => "one message may be it".to_owned(),
                many => format!("{many} messages may be it"),
            };
            told.push_str(&format!("Read {}: {says}; {found}.\n", time(reading.at)));
        }
        for candidate in &self.candidates {
            let likeness = match candidate.likeness {
                Likeness::Fits => "fits in everything",
                Likeness::FromElsewhere => "the same words, from elsewhere",
                Likeness::Alike => "nearly the same",
            };
            told.push_str(&format!("Message {}, {likeness}:\n", time(candidate.at)));
            told.push_str(&quoted(&candidate.text));
        }
        told.push_str(&next(&self.next));
        told
    }
}

fn quoted(text: &str) -> String {
    let lines = calm(text);
    lines.lines().map(|line| format!("    {line}\n")).collect()
}

fn next(next: &DoubtNext) -> String {
    match next {
        DoubtNext::Settled => "It is settled.\n".to_owned(),
        DoubtNext::ReadAgain { at } => format!("It is read again from {}.\n", time(*at)),
        DoubtNext::AskPerson { why, .. } => {
            let why = match why {
                WhyAsked::SetToAsk => "the account is set to ask",
                WhyAsked::Several => "more than one message may be it",
                WhyAsked::MayBeAnotherDesks => "the message may be another desk's",
                WhyAsked::LooksAlike => "a message looks like it and is not surely it",
                WhyAsked::BeyondReach => "it is older than what the network shows",
            };
            format!(
                "Somebody has to decide, because {why}: `byline outbox resolve ID --arrived` or `--not-arrived`.\n"
            )
        }
    }
}

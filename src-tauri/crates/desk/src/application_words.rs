//! What the catalogue says about applications: fields, gaps and files that
//! cannot be read. The page says the same in `ui/src/lib/application.ts`.

use crate::api::{Gap, GapReason};
use crate::application_documents::Unreadable;
use crate::text;
use domain::application::{Content, Field};

/// A field as people call it.
pub(crate) fn label(field: Field) -> String {
    text(&format!("application_field_{}", field.as_str()), [])
}

/// What is missing or doubtful, in a sentence.
pub fn gap_sentence(gap: &Gap) -> String {
    let (said, _) = keys(gap.why);
    about(said, gap)
}

/// How to mend it, in a sentence or two.
pub fn gap_mend(gap: &Gap) -> String {
    let (_, mend) = keys(gap.why);
    about(mend, gap)
}

/// What is wrong with a file, as a part of a sentence.
pub(crate) fn unreadable(why: &Unreadable) -> String {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).into();
    match why {
        Unreadable::TooLarge => {
            let most = Unreadable::MOST_BYTES / 1_048_576;
            text("application_unreadable_too_large", [("most", count(most))])
        }
        Unreadable::NotJson { line, column } => text(
            "application_unreadable_not_json",
            [("line", count(*line)), ("column", count(*column))],
        ),
        Unreadable::NotAnApplication => text("application_unreadable_not_an_application", []),
        Unreadable::Newer { found, known } => text(
            "application_unreadable_newer",
            [
                ("found", found.to_string().as_str().into()),
                ("known", known.to_string().as_str().into()),
            ],
        ),
        Unreadable::Field(field) => text(
            "application_unreadable_field",
            [("field", label(*field).as_str().into())],
        ),
        Unreadable::FieldTooLong(field) => text(
            "application_unreadable_field_too_long",
            [
                ("field", label(*field).as_str().into()),
                ("most", count(Field::LONGEST)),
            ],
        ),
        Unreadable::Origin(field) => text(
            "application_unreadable_origin",
            [("field", label(*field).as_str().into())],
        ),
        Unreadable::Sample { number, part } => text(
            "application_unreadable_sample",
            [("number", count(*number)), ("part", part.as_str().into())],
        ),
        Unreadable::TooManySamples => text(
            "application_unreadable_too_many_samples",
            [("most", count(Content::MOST_SAMPLES))],
        ),
    }
}

fn about(key: &str, gap: &Gap) -> String {
    let about = match gap.why {
        GapReason::SameAsAnother => gap.about.parse().map_or_else(|_| gap.about.clone(), label),
        GapReason::OtherVerification => text(&format!("verification_{}", gap.about), []),
        _ => gap.about.clone(),
    };
    text(key, [("about", about.as_str().into())])
}

macro_rules! keys {
    ($($reason:ident: $said:literal, $mend:literal;)*) => {
        /// The sentence for a reason, and the way to mend it.
        fn keys(reason: GapReason) -> (&'static str, &'static str) {
            match reason {
                $(GapReason::$reason => ($said, $mend),)*
            }
        }
    };
}

keys! {
    Empty: "application_gap_empty", "application_mend_empty";
    NotAnAddress: "application_gap_not_an_address", "application_mend_not_an_address";
    NotHttps: "application_gap_not_https", "application_mend_not_https";
    NotPublic: "application_gap_not_public", "application_mend_not_public";
    PolicyIsFrontPage: "application_gap_policy_is_front_page", "application_mend_policy_is_front_page";
    PolicyElsewhere: "application_gap_policy_elsewhere", "application_mend_policy_elsewhere";
    NotAHandle: "application_gap_not_a_handle", "application_mend_not_a_handle";
    OtherHandle: "application_gap_other_handle", "application_mend_other_handle";
    NotVerified: "application_gap_not_verified", "application_mend_not_verified";
    OtherVerification: "application_gap_other_verification", "application_mend_other_verification";
    NotAnEmail: "application_gap_not_an_email", "application_mend_not_an_email";
    FreeMail: "application_gap_free_mail", "application_mend_free_mail";
    EmailElsewhere: "application_gap_email_elsewhere", "application_mend_email_elsewhere";
    NotAPhone: "application_gap_not_a_phone", "application_mend_not_a_phone";
    NoUseCase: "application_gap_no_use_case", "application_mend_no_use_case";
    TooFewWords: "application_gap_too_few_words", "application_mend_too_few_words";
    SameAsAnother: "application_gap_same_as_another", "application_mend_same_as_another";
    NoNumber: "application_gap_no_number", "application_mend_no_number";
    PlaceHolder: "application_gap_place_holder", "application_mend_place_holder";
    BotNotDisclosed: "application_gap_bot_not_disclosed", "application_mend_bot_not_disclosed";
    NoGuestSample: "application_gap_no_guest_sample", "application_mend_no_guest_sample";
    NoAutomatedSample: "application_gap_no_automated_sample", "application_mend_no_automated_sample";
    NoCareSample: "application_gap_no_care_sample", "application_mend_no_care_sample";
    NoSamples: "application_gap_no_samples", "application_mend_no_samples";
    LineHidesBot: "application_gap_line_hides_bot", "application_mend_line_hides_bot";
    SampleChanged: "application_gap_sample_changed", "application_mend_sample_changed";
    NoConsent: "application_gap_no_consent", "application_mend_no_consent";
    NotAnAppId: "application_gap_not_an_app_id", "application_mend_not_an_app_id";
    LanguageNotOnRoster: "application_gap_language_not_on_roster", "application_mend_language_not_on_roster";
}

#[cfg(test)]
mod tests {
    use super::{gap_mend, gap_sentence, label, unreadable};
    use crate::api::{Gap, GapReason};
    use crate::application_documents::{SamplePart, Unreadable};
    use domain::application::{Field, Reason};

    fn found(reason: Reason, about: &str) -> Gap {
        Gap {
            weight: reason.weight().into(),
            why: reason.into(),
            about: about.to_owned(),
        }
    }

    #[test]
    fn every_gap_has_its_sentence_and_its_way_out() {
        for reason in Reason::ALL {
            let about = match reason {
                Reason::SameAsAnother => "use_care",
                Reason::OtherVerification => "business",
                _ => "Nora",
            };
            let gap = found(*reason, about);
            for sentence in [gap_sentence(&gap), gap_mend(&gap)] {
                assert!(sentence.ends_with(['.', '”']), "{reason:?}: {sentence}");
                assert!(!sentence.contains(['{', '_']), "{reason:?}: {sentence}");
            }
        }
    }

    #[test]
    fn a_sentence_is_the_reasons_own() {
        for reason in Reason::ALL {
            let (said, mend) = super::keys(GapReason::from(*reason));
            assert_eq!(said, format!("application_gap_{}", reason.as_str()));
            assert_eq!(mend, format!("application_mend_{}", reason.as_str()));
        }
    }

    #[test]
    fn a_field_that_is_named_in_a_gap_is_named_as_people_call_it() {
        let same = gap_sentence(&found(Reason::SameAsAnother, "use_care"));
        assert!(same.contains(&label(Field::UseCare)), "{same}");
        let seen = gap_sentence(&found(Reason::OtherVerification, "business"));
        assert!(seen.contains("Verified business"), "{seen}");
    }

    #[test]
    fn every_file_that_cannot_be_read_is_told_why() {
        for why in [
            Unreadable::TooLarge,
            Unreadable::NotJson { line: 3, column: 7 },
            Unreadable::NotAnApplication,
            Unreadable::Newer { found: 2, known: 1 },
            Unreadable::Field(Field::Brand),
            Unreadable::FieldTooLong(Field::Brand),
            Unreadable::Origin(Field::Brand),
            Unreadable::Sample {
                number: 2,
                part: SamplePart::Line,
            },
            Unreadable::TooManySamples,
        ] {
            let told = unreadable(&why);
            assert!(told.contains(' '), "{told}");
            assert!(!told.contains(['{', '_']), "{told}");
        }
    }
}

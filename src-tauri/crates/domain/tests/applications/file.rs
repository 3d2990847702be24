//! The files beside this one: an application, what account and roster know about
//! it, and what is to be found.
//!
//! A broken one names the good one that it was made `from`, and what differs.

use domain::application::{
    Consent, Content, Field, FieldOrigin, Gap, Known, KnownAccount, KnownSample, Place, Sample,
    Standing, gaps,
};
use domain::{Handle, Kind, LanguageTag, Line, PersonaId, Verification};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::PathBuf;
use uuid::Uuid;

/// An application with what is known about it.
pub struct Application {
    /// The file's name.
    pub name: String,
    content: Content,
    known: Known,
    /// What has to be found.
    pub found: Vec<Finding>,
}

/// A gap as the files write it.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// A field, `samples`, or `sample` and its line.
    pub at: String,
    /// The reason's name.
    pub reason: String,
    /// What it is about.
    #[serde(default)]
    pub about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "story")]
    _story: String,
    #[serde(default)]
    fields: BTreeMap<Field, String>,
    #[serde(default)]
    samples: Vec<FileSample>,
    account: Option<FileAccount>,
    #[serde(default)]
    roster_languages: Vec<String>,
    found: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileAccount {
    handle: Handle,
    badge: Option<Verification>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSample {
    kind: Kind,
    line: String,
    /// `same`, `changed` or `archived`; one without is not on this desk.
    standing: Option<String>,
    consent: Option<String>,
}

/// All applications of a folder, by name.
pub fn all(folder: &str) -> Vec<Application> {
    let folder = home().join(folder);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.into_iter().map(read).collect()
}

impl Application {
    /// What the checklist finds.
    pub fn gaps(&self) -> Vec<Finding> {
        let found = gaps(&self.content, &self.known).into_iter();
        found.map(|gap| self.finding(gap)).collect()
    }

    fn finding(&self, (place, gap): (Place, Gap)) -> Finding {
        assert_eq!(gap.weight, gap.reason.weight());
        let at = match place {
            Place::Field(field) => field.as_str().to_owned(),
            Place::Samples => "samples".to_owned(),
            Place::Sample(persona) => {
                let mut samples = self.content.samples().iter();
                let sample = samples.find(|sample| sample.persona == persona);
                format!("sample {}", sample.unwrap().line.as_str())
            }
        };
        Finding {
            at,
            reason: gap.reason.as_str().to_owned(),
            about: gap.about,
        }
    }
}

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/applications")
}

fn read(path: PathBuf) -> Application {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let mut object = object(&path);
    if let Some(Value::String(good)) = object.remove("from") {
        object = over(
            object,
            self::object(&home().join(format!("good/{good}.json"))),
        );
    }
    let file: File = serde_json::from_value(Value::Object(object))
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let (content, known) = made(&file);
    Application {
        name,
        content,
        known,
        found: file.found,
    }
}

fn object(path: &PathBuf) -> Map<String, Value> {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What differs, over the good one; the fields one by one.
fn over(mut differs: Map<String, Value>, mut good: Map<String, Value>) -> Map<String, Value> {
    if let Some(Value::Object(fields)) = differs.remove("fields") {
        good["fields"].as_object_mut().unwrap().extend(fields);
    }
    good.extend(differs);
    good
}

fn made(file: &File) -> (Content, Known) {
    let mut content = Content::default();
    for (field, text) in &file.fields {
        content
            .put(*field, text.clone(), FieldOrigin::Written)
            .unwrap();
    }
    let mut known = Known {
        account: file.account.as_ref().map(|account| KnownAccount {
            handle: account.handle.clone(),
            badge: account.badge,
        }),
        languages: file
            .roster_languages
            .iter()
            .map(|tag| LanguageTag::parse(tag).unwrap())
            .collect(),
        samples: BTreeMap::new(),
    };
    let samples = file.samples.iter().zip(1..).map(|(sample, key)| {
        let persona = PersonaId(Uuid::from_u128(key));
        if let Some(standing) = standing(sample) {
            known.samples.insert(persona, standing);
        }
        Sample {
            persona,
            look: None,
            kind: sample.kind,
            line: Line::accepted(sample.line.clone()),
        }
    });
    content.choose(samples).unwrap();
    (content, known)
}

fn standing(sample: &FileSample) -> Option<KnownSample> {
    let standing = match sample.standing.as_deref()? {
        "same" => Standing::Same,
        "changed" => Standing::Changed,
        "archived" => Standing::Archived,
        other => panic!("a sample cannot be {other}"),
    };
    let consent = match sample.consent.as_deref() {
        Some("noted") => Consent::Noted,
        None | Some("not_noted") => Consent::NotNoted,
        Some(other) => panic!("consent cannot be {other}"),
    };
    Some(KnownSample { standing, consent })
}

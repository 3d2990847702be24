//! The checklist alone: every gap with where it is, in words.

use desk::api::{ApplicationField, ApplicationView, Gap, GapWeight};
use serde::Serialize;

/// What is missing or doubtful about an application.
#[derive(Serialize)]
pub struct Checked {
    /// Its key.
    pub application: String,
    /// How much is missing.
    pub missing: usize,
    /// How much is doubtful.
    pub doubtful: usize,
    /// All of it, in the order of the form.
    pub gaps: Vec<Found>,
}

/// One gap, and where it is: in a field, in a sample, or in the samples as a whole.
#[derive(Serialize)]
pub struct Found {
    /// In this field.
    pub field: Option<ApplicationField>,
    /// In the sample with this line.
    pub sample: Option<String>,
    /// It.
    pub gap: Gap,
    /// What is wrong.
    pub says: String,
    /// What to do.
    pub mend: String,
}

impl From<ApplicationView> for Checked {
    fn from(view: ApplicationView) -> Self {
        let of_fields = view.fields.into_iter().flat_map(|field| {
            let found = move |gap| found(Some(field.field), None, gap);
            field.gaps.into_iter().map(found)
        });
        let of_all = view.sample_gaps.into_iter();
        let of_samples = view.samples.into_iter().flat_map(|sample| {
            let found = move |gap| found(None, Some(sample.line.clone()), gap);
            sample.gaps.into_iter().map(found)
        });
        let gaps: Vec<Found> = of_fields
            .chain(of_all.map(|gap| found(None, None, gap)))
            .chain(of_samples)
            .collect();
        let weighing = |weight| gaps.iter().filter(|one| one.gap.weight == weight).count();
        Self {
            application: view.id,
            missing: weighing(GapWeight::Missing),
            doubtful: weighing(GapWeight::Doubtful),
            gaps,
        }
    }
}

fn found(field: Option<ApplicationField>, sample: Option<String>, gap: Gap) -> Found {
    Found {
        field,
        sample,
        says: desk::gap_sentence(&gap),
        mend: desk::gap_mend(&gap),
        gap,
    }
}

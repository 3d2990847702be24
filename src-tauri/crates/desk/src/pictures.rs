//! Pictures on their way in (opened, searched for faces, cut, and cut again) and
//! on their way to the page (by address, never inside JSON).

use crate::api::{CropSquare, PictureCrop, PictureNote, PictureReopen, StagedPicture};
use crate::staged::{Cut, Photo};
use crate::{Desk, ErrorCode, names};
use domain::PictureId;
use engine::Drawn;
use portrait::{Crop, Note, Original, Size, WORKING_SIDE};
use store::{Read, Write};

impl Desk {
    /// Opens a photo to become a portrait: the given square of it, in pixels of
    /// the upright photo, or else the one proposed around the best face, or the
    /// centred one. Nothing is stored before a persona is made of it.
    pub async fn picture_stage(
        &self,
        bytes: Vec<u8>,
        crop: Option<CropSquare>,
    ) -> Result<StagedPicture, ErrorCode> {
        let open = move || {
            let original = portrait::open(&bytes)?;
            let crop = crop
                .map(|crop| original.crop_of_source(crop.into()))
                .transpose()?;
            photo(original, crop)
        };
        let photo = self.inner.staged.work(open).await?;
        Ok(self.stage(photo))
    }

    /// Cuts the portrait of a staged photo again.
    pub async fn picture_crop(&self, request: PictureCrop) -> Result<StagedPicture, ErrorCode> {
        let PictureCrop { picture, crop } = request;
        let staged = &self.inner.staged;
        let working = staged.working(&picture).ok_or(ErrorCode::PictureGone)?;
        let again = staged.work(move || cut(&working, crop)).await?;
        let photo = staged
            .cut_again(&picture, again)
            .ok_or(ErrorCode::PictureGone)?;
        Ok(view(picture, &photo))
    }

    /// Stages the photo behind a look, as it was cut, to be cut again. A look of
    /// the days when only portraits were kept gives its portrait.
    pub async fn picture_reopen(&self, request: PictureReopen) -> Result<StagedPicture, ErrorCode> {
        let look = names::look(&request.look)?;
        let kept = self
            .read(move |store| {
                if let Some(source) = store.look_source(look)? {
                    let store::Square { x, y, size } = source.crop;
                    return Ok(Some((source.working, Some(Crop { x, y, size }))));
                }
                let portrait = store.look(look)?.map(|dressed| dressed.look.portrait);
                let jpeg = portrait.map(|id| store.picture(id)).transpose()?.flatten();
                Ok(jpeg.map(|jpeg| (jpeg, None)))
            })
            .await?;
        let (working, crop) = kept.ok_or(ErrorCode::PictureGone)?;
        let open = move || {
            let size = portrait::size(&working)?;
            let original = Original {
                working,
                size,
                source: size,
                notes: Vec::new(),
            };
            photo(original, Some(crop.unwrap_or_else(|| Crop::centred(size))))
        };
        let photo = self.inner.staged.work(open).await?;
        Ok(self.stage(photo))
    }

    fn stage(&self, photo: Photo) -> StagedPicture {
        let id = self.inner.ids.next().to_string();
        let view = view(id.clone(), &photo);
        self.inner.staged.keep(id, photo);
        view
    }

    /// The JPEG under an address of the page: `portrait/ID`, `picture/ID`,
    /// `small/ID` (the same as lists show them), `staged/ID` and `staged-source/ID` (the portrait and the working copy of a
    /// staged photo; what follows behind another `/` tells one cut from the next),
    /// or `practice/PATH` for pictures of the practice network. `None` when there
    /// is none.
    pub async fn picture(&self, path: &str) -> Result<Option<Vec<u8>>, ErrorCode> {
        let staged = &self.inner.staged;
        match path.split_once('/') {
            Some(("staged", rest)) => Ok(staged.portrait(id_in(rest))),
            Some(("staged-source", rest)) => Ok(staged.working(id_in(rest))),
            Some((size @ ("portrait" | "picture" | "small"), id)) => {
                let Ok(id) = id.parse::<PictureId>() else {
                    return Ok(None);
                };
                match size {
                    "small" => self.small_picture(id).await,
                    _ => match self.inner.prepared.jpeg(id) {
                        Some(prepared) => Ok(Some(prepared)),
                        None => self.read(move |store| Ok(store.picture(id)?)).await,
                    },
                }
            }
            Some(("practice", path)) => self.practice_picture(path).await,
            _ => Ok(None),
        }
    }

    /// A picture as lists show it: made when it is first asked for, and kept, so
    /// that a list of hundreds decodes little. Where it cannot be kept it is
    /// shown all the same.
    async fn small_picture(&self, id: PictureId) -> Result<Option<Vec<u8>>, ErrorCode> {
        let look = move |store: &Read<'_>| match store.small_picture(id)? {
            Some(small) => Ok(Found::Small(small)),
            None => Ok(store.picture(id)?.map_or(Found::Nothing, Found::Whole)),
        };
        let whole = match self.read(look).await? {
            Found::Small(small) => return Ok(Some(small)),
            Found::Whole(whole) => whole,
            Found::Nothing => return Ok(None),
        };
        let small = tokio::task::spawn_blocking(move || portrait::small(&whole))
            .await
            .map_err(|_| ErrorCode::PictureDamaged)??;
        let kept = small.clone();
        let keep = move |store: &Write<'_>| Ok(store.add_small_picture(id, &kept)?);
        if let Err(code) = self.write(keep).await {
            tracing::info!(?code, "a small picture is not kept");
        }
        Ok(Some(small))
    }
}

/// What there is of a picture.
enum Found {
    Small(Vec<u8>),
    Whole(Vec<u8>),
    Nothing,
}

/// Up to the next `/`.
fn id_in(rest: &str) -> &str {
    rest.split_once('/').map_or(rest, |(id, _)| id)
}

/// Searches for faces and cuts, where nobody said otherwise around the best one.
fn photo(original: Original, crop: Option<Crop>) -> Result<Photo, ErrorCode> {
    let faces = portrait::faces(&original.working)?;
    let proposed = || faces.first().map(|face| face.square);
    let crop = crop
        .or_else(proposed)
        .unwrap_or_else(|| Crop::centred(original.size));
    Ok(Photo {
        cut: cut(&original.working, crop.into())?,
        faces: faces.iter().map(|face| face.square.into()).collect(),
        opened: original.notes.into_iter().map(PictureNote::from).collect(),
        working: original.working,
        size: original.size,
        source: original.source,
    })
}

fn cut(working: &[u8], crop: CropSquare) -> Result<Cut, ErrorCode> {
    let made = portrait::cut(working, crop.into())?;
    Ok(Cut {
        portrait: made.jpeg,
        crop,
        notes: made.notes.into_iter().map(PictureNote::from).collect(),
    })
}

fn view(id: String, photo: &Photo) -> StagedPicture {
    let Size { width, height } = photo.size;
    StagedPicture {
        id,
        width,
        height,
        source_width: photo.source.width,
        source_height: photo.source.height,
        crop: photo.cut.crop,
        faces: photo.faces.clone(),
        notes: [photo.opened.as_slice(), &photo.cut.notes].concat(),
    }
}

/// A stranger's picture, made small and safe; `None` where it is none.
pub(crate) fn draw(bytes: &[u8]) -> Option<Vec<u8>> {
    let original = portrait::open(bytes).ok()?;
    let made = portrait::cut(&original.working, Crop::centred(original.size)).ok()?;
    Some(made.jpeg)
}

/// A stranger's picture, whole and safe; `None` where it is none.
pub(crate) fn draw_whole(bytes: &[u8]) -> Option<Drawn> {
    let drawn = portrait::still(bytes, WORKING_SIDE).ok()?;
    let Size { width, height } = drawn.size;
    Some(Drawn {
        jpeg: drawn.jpeg,
        width,
        height,
    })
}

impl From<CropSquare> for Crop {
    fn from(CropSquare { x, y, size }: CropSquare) -> Self {
        Self { x, y, size }
    }
}

impl From<Crop> for CropSquare {
    fn from(Crop { x, y, size }: Crop) -> Self {
        Self { x, y, size }
    }
}

impl From<Note> for PictureNote {
    fn from(note: Note) -> Self {
        match note {
            Note::FirstFrameOfAnimation => Self::FirstFrame,
            Note::TransparencyFlattened => Self::TransparencyFlattened,
            Note::ConvertedFromProfile => Self::ConvertedToSrgb,
            Note::ProfileUnreadable => Self::ProfileUnreadable,
            Note::InkColoursApproximated => Self::InkColours,
            Note::Small { .. } => Self::Small,
        }
    }
}

//! A place that goes with a message (`contracts/x.md` §3.2): a point on the
//! globe, or a place by its id.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::body::Flaw;
use crate::truth::AttachmentSeen;

/// An attached place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Location {
    /// Longitude and latitude in degrees, in this order.
    SharedCoordinate(f64, f64),
    /// The id of a place.
    SharedPlace(String),
}

/// Reads an attachment of type `location`: a wrong shape is code 214, numbers
/// that are not on the globe are 400 code 3.
pub(super) fn read(attachment: &Value) -> Result<Location, Flaw> {
    let location = &attachment["location"];
    match location["type"].as_str() {
        Some("shared_coordinate") => {
            let point = location.pointer("/shared_coordinate/coordinates");
            let part = |key: &str| point.and_then(|point| point.get(key));
            let pair = part("coordinates").and_then(Value::as_array);
            let (Some([longitude, latitude]), Some("Point")) = (
                pair.map(Vec::as_slice),
                part("type").and_then(Value::as_str),
            ) else {
                return Err(Flaw::field("coordinates must be a Point of two numbers."));
            };
            coordinate(longitude, latitude)
        }
        Some("shared_place") => location
            .pointer("/shared_place/place/id")
            .and_then(Value::as_str)
            .filter(|id| !id.is_empty())
            .map(|id| Location::SharedPlace(id.to_owned()))
            .ok_or_else(|| Flaw::field("shared_place.place.id is required.")),
        _ => Err(Flaw::field(
            "location.type must be shared_coordinate or shared_place.",
        )),
    }
}

fn coordinate(longitude: &Value, latitude: &Value) -> Result<Location, Flaw> {
    let longitude = longitude.as_f64().filter(|one| one.abs() <= 180.0);
    let latitude = latitude.as_f64().filter(|one| one.abs() <= 90.0);
    longitude
        .zip(latitude)
        .map(|(longitude, latitude)| Location::SharedCoordinate(longitude, latitude))
        .ok_or(Flaw::OffTheGlobe)
}

impl Location {
    /// The `location` object as it is sent and read back.
    pub(crate) fn json(&self) -> Value {
        match self {
            Self::SharedCoordinate(longitude, latitude) => json!({
                "type": "shared_coordinate",
                "shared_coordinate": {"coordinates": {
                    "type": "Point",
                    "coordinates": [longitude, latitude],
                }},
            }),
            Self::SharedPlace(id) => json!({
                "type": "shared_place",
                "shared_place": {"place": {"id": id}},
            }),
        }
    }
}

impl From<&Location> for AttachmentSeen {
    fn from(location: &Location) -> Self {
        match location {
            Location::SharedCoordinate(longitude, latitude) => {
                Self::Coordinate(*longitude, *latitude)
            }
            Location::SharedPlace(id) => Self::Place(id.clone()),
        }
    }
}

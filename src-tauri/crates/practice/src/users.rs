//! Who somebody is, in v2 (`contracts/x.md` §6.3, §6.4). Fields beyond `id`,
//! `name` and `username` come only when asked for; users that are not found are
//! problems beside those that are.

use bytes::Bytes;
use http::Response;
use serde_json::{Map, Value, json};

use crate::{
    accounts::Brand, answer, cast::customers::Customer, doors::Door, errors::Refusal, id::Id,
    received::Received, state::State, verification::Verification, world::Visit,
};

/// Users in one look-up (§6.4).
const LOOK_UP_LIMIT: usize = 100;

/// Either kind of user.
#[derive(Clone, Copy)]
enum User<'a> {
    Brand(&'a Brand),
    Customer(&'a Customer),
}

/// `GET /2/users/me`
pub(crate) fn me(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let fields = Fields::read(visit.request)?;
    let me = visit
        .state
        .users()
        .find(|user| user.id() == visit.caller)
        .ok_or_else(Refusal::internal)?;
    Ok(answer::json(200, &json!({"data": me.json(&fields, visit)})))
}

/// `GET /2/users?ids=`
pub(crate) fn by_ids(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let ids = list(visit.request, "ids")?;
    if let Some(bad) = ids.iter().find(|id| Id::parse(id).is_none()) {
        return Err(Refusal::invalid_request(
            "ids",
            bad,
            &format!("The `ids` query parameter value [{bad}] is not valid"),
        ));
    }
    look_up(visit, "ids", &ids, |user, id| user.id().to_string() == id)
}

/// `GET /2/users/{id}`: somebody who does not exist is a problem in a 200.
pub(crate) fn by_id(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let fields = Fields::read(visit.request)?;
    let text = visit.argument();
    let id = Id::parse(text).ok_or_else(|| {
        let message = format!("The `id` query parameter value [{text}] is not valid");
        Refusal::invalid_request("id", text, &message)
    })?;
    let body = match described(visit, id, &fields) {
        Some(user) => json!({"data": user}),
        None => json!({"errors": [not_found("id", text)]}),
    };
    Ok(answer::json(200, &body))
}

/// A user as v2 describes them, if they exist.
pub(crate) fn described(visit: &Visit<'_>, id: Id, fields: &Fields<'_>) -> Option<Value> {
    let user = visit.state.users().find(|user| user.id() == id)?;
    Some(user.json(fields, visit))
}

/// `GET /2/users/by?usernames=`
pub(crate) fn by_usernames(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let usernames = list(visit.request, "usernames")?;
    for username in &usernames {
        check_username("usernames", username)?;
    }
    look_up(visit, "usernames", &usernames, |user, username| {
        user.is_called(username)
    })
}

/// `GET /2/users/by/username/{username}`
pub(crate) fn by_username(visit: &Visit<'_>) -> Result<Response<Bytes>, Refusal> {
    let username = visit.argument();
    check_username("username", username)?;
    let fields = Fields::read(visit.request)?;
    let found = visit.state.users().find(|user| user.is_called(username));
    let body = match found {
        Some(user) => json!({"data": user.json(&fields, visit)}),
        None => json!({"errors": [not_found("username", username)]}),
    };
    Ok(answer::json(200, &body))
}

/// A username has 1 to 15 letters, digits and `_`: otherwise 400
/// `invalid-request` (§8).
fn check_username(parameter: &str, username: &str) -> Result<(), Refusal> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if (1..=15).contains(&username.len()) && username.bytes().all(fits) {
        return Ok(());
    }
    Err(Refusal::invalid_request(
        parameter,
        username,
        &format!(
            "The `{parameter}` query parameter value [{username}] does not match ^[A-Za-z0-9_]{{1,15}}$"
        ),
    ))
}

fn look_up(
    visit: &Visit<'_>,
    parameter: &str,
    wanted: &[&str],
    is: impl Fn(&User<'_>, &str) -> bool,
) -> Result<Response<Bytes>, Refusal> {
    let fields = Fields::read(visit.request)?;
    let mut data = Vec::new();
    let mut errors = Vec::new();
    for one in wanted {
        match visit.state.users().find(|user| is(user, one)) {
            Some(user) => data.push(user.json(&fields, visit)),
            None => errors.push(not_found(parameter, one)),
        }
    }
    let mut body = Map::new();
    if !data.is_empty() {
        body.insert("data".to_owned(), data.into());
    }
    if !errors.is_empty() {
        body.insert("errors".to_owned(), errors.into());
    }
    Ok(answer::json(200, &body.into()))
}

/// A comma-separated list of 1 to 100 values.
fn list<'a>(request: &'a Received, name: &str) -> Result<Vec<&'a str>, Refusal> {
    let text = request.query(name).unwrap_or_default();
    let values: Vec<&str> = text.split(',').collect();
    if text.is_empty() || values.len() > LOOK_UP_LIMIT || values.contains(&"") {
        return Err(Refusal::invalid_request(
            name,
            text,
            &format!("The `{name}` query parameter must have 1 to 100 values"),
        ));
    }
    Ok(values)
}

fn not_found(parameter: &str, value: &str) -> Value {
    json!({
        "value": value,
        "detail": format!("Could not find user with {parameter}: [{value}]."),
        "title": "Not Found Error",
        "resource_type": "user",
        "parameter": parameter,
        "resource_id": value,
        "type": "https://api.x.com/2/problems/resource-not-found",
    })
}

/// The `user.fields` that were asked for.
pub(crate) struct Fields<'a>(Vec<&'a str>);

impl<'a> Fields<'a> {
    pub(crate) fn read(request: &'a Received) -> Result<Self, Refusal> {
        const KNOWN: [&str; 12] = [
            "id",
            "name",
            "username",
            "verified",
            "verified_type",
            "is_identity_verified",
            "profile_image_url",
            "protected",
            "description",
            "receives_your_dm",
            "connection_status",
            "subscription_type",
        ];
        let Some(text) = request.query("user.fields") else {
            return Ok(Self(Vec::new()));
        };
        let fields: Vec<&str> = text.split(',').collect();
        match fields.iter().find(|field| !KNOWN.contains(field)) {
            Some(bad) => Err(Refusal::invalid_request(
                "user.fields",
                bad,
                &format!("The `user.fields` query parameter value [{bad}] is not one of {KNOWN:?}"),
            )),
            None => Ok(Self(fields)),
        }
    }
}

impl State {
    fn users(&self) -> impl Iterator<Item = User<'_>> {
        let brands = self.brands.iter().map(User::Brand);
        brands.chain(self.customers.iter().map(User::Customer))
    }

    /// The id, if it is somebody's.
    pub(crate) fn user_exists(&self, id: Option<Id>) -> Option<Id> {
        self.users()
            .map(|user| user.id())
            .find(|one| Some(*one) == id)
    }
}

impl User<'_> {
    fn id(&self) -> Id {
        match self {
            Self::Brand(brand) => brand.id,
            Self::Customer(customer) => customer.id,
        }
    }

    fn handle(&self) -> &str {
        match self {
            Self::Brand(brand) => &brand.handle,
            Self::Customer(customer) => &customer.handle,
        }
    }

    fn is_called(&self, username: &str) -> bool {
        self.handle().eq_ignore_ascii_case(username)
    }

    fn json(&self, fields: &Fields<'_>, visit: &Visit<'_>) -> Value {
        let (name, about, verification) = match self {
            Self::Brand(brand) => (
                brand.name.as_str(),
                brand.description.as_str(),
                Verification::of(visit.state, brand.id),
            ),
            Self::Customer(customer) => (customer.name(), customer.about(), Verification::None),
        };
        let mut user = Map::new();
        user.insert("id".to_owned(), json!(self.id()));
        user.insert("name".to_owned(), name.into());
        user.insert("username".to_owned(), self.handle().into());
        for field in &fields.0 {
            let value = match *field {
                "verified" => json!(verification.is_marked()),
                "verified_type" => json!(verification.name()),
                "profile_image_url" => {
                    json!(format!(
                        "{}{}",
                        visit.request.base_url(),
                        crate::cast::portraits::small_path(self.id())
                    ))
                }
                "description" => json!(about),
                "receives_your_dm" => {
                    json!(Door::of(visit.state, self.id()) == Door::Open)
                }
                "connection_status" => json!([]),
                "subscription_type" => json!("None"),
                "is_identity_verified" | "protected" => json!(false),
                _ => continue,
            };
            user.insert((*field).to_owned(), value);
        }
        Value::Object(user)
    }
}

//! What the tests of several files need.

use network::{Answer, Body, Credentials, Endpoint, Request};

/// The keys of set K (`contracts/x.md` §10).
pub(crate) fn credentials() -> Credentials {
    Credentials::new(
        r#"{"consumer_key":"xvz1evFS4wEEPTGEFPHBog",
            "consumer_secret":"kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            "token":"370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
            "token_secret":"LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"}"#
            .into(),
    )
}

/// Two hosts, so that a test sees which one is asked.
pub(crate) fn endpoint() -> Endpoint {
    Endpoint::parse("https://api.x.test", "https://upload.x.test").unwrap()
}

/// An answer without headers.
pub(crate) fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status,
        headers: vec![],
        body: body.as_bytes().to_vec(),
    }
}

/// A request as it goes over the wire.
pub(crate) fn wire(request: &Request) -> String {
    let body = match &request.body {
        Body::Empty => String::new(),
        Body::Json(text) => format!("\napplication/json\n{text}"),
        Body::Form(fields) => format!("\n{}", network::form_text(fields)),
        Body::Multipart(parts) => parts
            .iter()
            .map(|part| {
                let bytes = String::from_utf8_lossy(&part.bytes);
                format!("\n{} {:?} = {bytes}", part.name, part.file)
            })
            .collect(),
    };
    format!("{} {}{body}", request.method.as_str(), request.url)
}

//! The passphrase of the locked file: from the environment, the terminal or
//! standard input, in this order. Never an argument, which other programs see,
//! and never echoed.

use crate::failure::{Failure, Given};
use desk::VaultChoice;
use secrecy::{ExposeSecret, SecretString};
use std::io::{BufRead, IsTerminal};

/// The longest line that is read, in bytes.
const MOST: u64 = 4096;

/// Whether the file is there, or is made with this passphrase.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// A file that is there.
    KnownFile,
    /// A file that is made; on a terminal it is asked for twice.
    NewFile,
}

/// The passphrase.
pub fn read(wanted: For) -> Result<SecretString, Failure> {
    if let VaultChoice::LockedFile(passphrase) = VaultChoice::from_environment()? {
        return Ok(passphrase);
    }
    let input = std::io::stdin();
    if input.is_terminal() {
        return Ok(ask(wanted)?);
    }
    Ok(first_line(input.lock())?)
}

fn ask(wanted: For) -> Result<SecretString, Given> {
    let typed = |prompt: &str| {
        rpassword::prompt_password(prompt)
            .map(SecretString::from)
            .map_err(|error| Given::Input(error.kind()))
    };
    match wanted {
        For::KnownFile => typed("Passphrase of the locked file: "),
        For::NewFile => {
            let first = typed("New passphrase, at least 8 characters: ")?;
            let again = typed("The same again: ")?;
            if first.expose_secret() == again.expose_secret() {
                Ok(first)
            } else {
                Err(Given::PassphrasesDiffer)
            }
        }
    }
}

fn first_line(input: impl BufRead) -> Result<SecretString, Given> {
    let mut line = Vec::new();
    input
        .take(MOST + 1)
        .read_until(b'\n', &mut line)
        .map_err(|error| Given::Input(error.kind()))?;
    if u64::try_from(line.len()).map_or(true, |length| length > MOST) {
        return Err(Given::NoPassphrase);
    }
    let text = String::from_utf8(line).map_err(|_| Given::NoPassphrase)?;
    let passphrase = text.trim_end_matches(['\r', '\n']);
    if passphrase.is_empty() {
        return Err(Given::NoPassphrase);
    }
    Ok(SecretString::from(passphrase))
}

#[cfg(test)]
mod tests {
    use super::first_line;
    use crate::failure::Given;
    use secrecy::ExposeSecret;

    #[test]
    fn the_first_line_is_the_passphrase_and_its_spaces_belong_to_it() {
        for input in [" a b ", " a b \n", " a b \r\nmore"] {
            let read = first_line(input.as_bytes()).unwrap();
            assert_eq!(read.expose_secret(), " a b ");
        }
    }

    #[test]
    fn what_is_no_passphrase_is_refused_without_being_repeated() {
        let endless = vec![b'x'; 5000];
        for wrong in [b"".as_slice(), b"\n", b"\xff\xfe", &endless] {
            assert_eq!(first_line(wrong).unwrap_err(), Given::NoPassphrase);
        }
    }
}

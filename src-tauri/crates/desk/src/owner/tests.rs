use super::commands::names;
use super::door::{Door, knock};
use super::frame::{self, COMMAND, GREETING};
use super::greeting::Greeting;
use super::seat::READ_HERE;
use crate::ErrorCode;
use crate::api::{VaultChangePassphrase, VaultUnlock, VaultUseFile, WhenUnreachable};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

#[test]
fn what_a_second_process_reads_itself_are_commands_of_the_border() {
    for command in READ_HERE {
        assert!(names().contains(&command), "{command}");
    }
}

#[tokio::test]
async fn a_frame_arrives_as_it_was_written() {
    let (mut one, mut other) = tokio::io::duplex(3);
    let text = b"Hello, Maya!";
    let writing = frame::write(&mut one, text, GREETING);
    let (written, read) = tokio::join!(writing, frame::next(&mut other, GREETING));
    written.unwrap();
    assert_eq!(read.unwrap().unwrap().as_slice(), text);
    drop(one);
    assert!(frame::next(&mut other, GREETING).await.unwrap().is_none());
}

#[tokio::test]
async fn what_is_too_long_for_a_frame_is_neither_written_nor_waited_for() {
    let (mut one, mut other) = tokio::io::duplex(16);
    let refused = frame::write(&mut one, &[0; 1025], GREETING).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidInput);
    one.write_all(&u32::MAX.to_be_bytes()).await.unwrap();
    let refused = frame::next(&mut other, COMMAND).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidData);
}

#[tokio::test]
async fn a_frame_that_breaks_off_is_none() {
    for pieces in [&[0, 0][..], &[0, 0, 0, 9, b'{']] {
        let (mut one, mut other) = tokio::io::duplex(16);
        one.write_all(pieces).await.unwrap();
        drop(one);
        let refused = frame::next(&mut other, GREETING).await;
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::UnexpectedEof);
    }
}

#[tokio::test]
async fn only_the_same_version_is_understood() {
    let ours = Greeting::ours();
    assert_eq!(ours.understands(&Greeting::ours()), Ok(()));
    for other in [
        r#"{"byline":"9.9.9","protocol":1}"#,
        r#"{"byline":"9.9.9","protocol":7,"and":"more"}"#,
    ] {
        let (mut one, mut two) = tokio::io::duplex(256);
        let written = frame::write(&mut one, other.as_bytes(), GREETING);
        written.await.unwrap();
        let other = Greeting::hear(&mut two).await.unwrap();
        let version = "9.9.9".to_owned();
        let refused = ErrorCode::OpenInOtherVersion { version };
        assert_eq!(ours.understands(&other), Err(refused));
    }
}

#[test]
fn passphrases_are_handed_over_and_not_printed() {
    fn handed<T: Serialize + DeserializeOwned>(request: &T) -> T {
        serde_json::from_str(&serde_json::to_string(request).unwrap()).unwrap()
    }
    let secret = || SecretString::from("hunter2 hunter2");
    let passphrase = secret();
    let unlock = VaultUnlock { passphrase };
    let use_file = VaultUseFile {
        passphrase: secret(),
        unreachable: WhenUnreachable::LeaveKeys,
    };
    let change = VaultChangePassphrase {
        current: secret(),
        new: SecretString::from("another one"),
    };
    assert!(!format!("{unlock:?} {use_file:?} {change:?}").contains("hunter2"));
    assert_eq!(
        handed(&unlock).passphrase.expose_secret(),
        "hunter2 hunter2"
    );
    let use_file = handed(&use_file);
    assert_eq!(use_file.passphrase.expose_secret(), "hunter2 hunter2");
    assert_eq!(use_file.unreachable, WhenUnreachable::LeaveKeys);
    let change = handed(&change);
    assert_eq!(change.current.expose_secret(), "hunter2 hunter2");
    assert_eq!(change.new.expose_secret(), "another one");
}

/// Knocks, and gives what was said through the door.
async fn passes(door: &Door, folder: &Path) -> std::io::Result<u8> {
    let (inside, outside) = tokio::join!(door.next(), knock(folder));
    outside?.write_all(b"!").await?;
    inside?.read_u8().await
}

/// A folder whose path has more bytes than that of a socket may have.
fn deep(root: &Path) -> std::io::Result<PathBuf> {
    let deep = root.join("d".repeat(120)).join("desk");
    std::fs::create_dir_all(&deep)?;
    Ok(deep)
}

#[tokio::test]
async fn a_door_is_its_users_alone_and_closes_without_a_trace() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("owner.sock");
    let door = Door::open(folder.path()).unwrap();
    let mode = socket.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(passes(&door, folder.path()).await.unwrap(), b'!');
    drop(door);
    assert!(!socket.exists());
    let nobody = knock(folder.path()).await;
    assert_eq!(nobody.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_socket_that_a_killed_owner_left_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("owner.sock");
    drop(UnixListener::bind(&socket).unwrap());
    assert!(socket.metadata().unwrap().file_type().is_socket());
    let nobody = knock(folder.path()).await;
    assert_eq!(nobody.unwrap_err().kind(), ErrorKind::ConnectionRefused);

    let door = Door::open(folder.path()).unwrap();
    assert_eq!(passes(&door, folder.path()).await.unwrap(), b'!');
}

#[tokio::test]
async fn a_folder_with_a_long_path_has_its_door_elsewhere() {
    let root = tempfile::tempdir().unwrap();
    let folder = deep(root.path()).unwrap();
    let link = folder.join("owner.sock");
    // A killed owner leaves both the link and the socket.
    symlink("/nowhere/at/all", &link).unwrap();
    let left = Door::open(&folder).unwrap();
    let socket = std::fs::read_link(&link).unwrap();
    std::mem::forget(left);

    let door = Door::open(&folder).unwrap();
    assert_eq!(passes(&door, &folder).await.unwrap(), b'!');
    assert_eq!(std::fs::read_link(&link).unwrap(), socket);
    let private = socket.parent().unwrap().metadata().unwrap();
    assert_eq!(private.permissions().mode() & 0o777, 0o700);
    drop(door);
    assert!(link.symlink_metadata().is_err() && !socket.exists());
}

#[tokio::test]
async fn a_copy_of_a_folder_does_not_lead_to_the_owner_of_the_first() {
    let root = tempfile::tempdir().unwrap();
    let first = deep(root.path()).unwrap();
    let _door = Door::open(&first).unwrap();
    let socket = std::fs::read_link(first.join("owner.sock")).unwrap();
    let (far, near) = (deep(&first).unwrap(), root.path().join("near"));
    std::fs::create_dir(&near).unwrap();
    for copy in [far, near] {
        symlink(&socket, copy.join("owner.sock")).unwrap();
        let nobody = knock(&copy).await;
        assert_eq!(nobody.unwrap_err().kind(), ErrorKind::NotFound);
    }
}

#[tokio::test]
async fn a_link_to_where_others_may_write_is_not_followed() {
    let root = tempfile::tempdir().unwrap();
    let folder = deep(root.path()).unwrap();
    let door = Door::open(&folder).unwrap();
    let name = std::fs::read_link(folder.join("owner.sock")).unwrap();
    drop(door);
    let open = root.path().join("open");
    std::fs::create_dir(&open).unwrap();
    std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o777)).unwrap();
    let trap = open.join(name.file_name().unwrap());
    let _listening = UnixListener::bind(&trap).unwrap();
    symlink(&trap, folder.join("owner.sock")).unwrap();
    let nobody = knock(&folder).await;
    assert_eq!(nobody.unwrap_err().kind(), ErrorKind::NotFound);
}

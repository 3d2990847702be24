use super::{Documents, safe};
use desk::ErrorCode;

fn name(asked: &str) -> String {
    safe(asked).numbered(1)
}

#[test]
fn a_name_leads_into_no_other_folder_and_hides_nothing() {
    for (asked, kept) in [
        ("Northwind access.html", "Northwind access.html"),
        ("サポート.md", "サポート.md"),
        ("../../.bashrc", "bashrc.txt"),
        ("/etc/passwd.json", "etc-passwd.json"),
        ("C:\\Windows\\x.html", "C--Windows-x.html"),
        ("a\u{202e}lmth.html", "a-lmth.html"),
        ("run.desktop", "run.desktop.txt"),
        ("CON.json", "Byline CON.json"),
        ("...html", "Byline.html"),
        ("", "Byline.txt"),
    ] {
        assert_eq!(name(asked), kept, "{asked}");
    }
    assert_eq!(name(&format!("{}.md", "x".repeat(300))).len(), 103);
}

#[tokio::test]
async fn nothing_that_stands_there_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let documents = Documents::default();
    let mut names = Vec::new();
    for text in ["one", "two", "three"] {
        let path = documents.save(folder.path(), "Northwind.md", text).await;
        let path = path.unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    assert_eq!(
        names,
        ["Northwind.md", "Northwind (2).md", "Northwind (3).md"]
    );
}

#[tokio::test]
async fn only_what_was_saved_here_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let documents = Documents::default();
    let path = documents.save(folder.path(), "a.html", "").await.unwrap();
    let path = path.display().to_string();
    assert!(documents.known(&path).is_ok());
    for other in ["/etc/passwd", "a.html", ""] {
        let refused = documents.known(other);
        assert!(matches!(refused, Err(ErrorCode::DocumentNotOpened { .. })));
    }
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap().path().join("gone");
    let refused = Documents::default().save(&folder, "a.md", "").await;
    assert!(matches!(refused, Err(ErrorCode::DocumentNotSaved { .. })));
}

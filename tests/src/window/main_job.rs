//! The main job, as a person does it with the mouse: make a persona from a
//! photo, publish it, answer a customer as that persona, look at what the
//! customer has.

use super::view::{Window, words_of};
use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use std::path::{Path, PathBuf};

/// What is done.
pub struct MainJob {
    /// Who sits at the desk.
    pub operator: &'static str,
    /// The persona's line.
    pub line: &'static str,
    /// Its photo, an absolute path.
    pub photo: PathBuf,
    /// The reply.
    pub text: &'static str,
}

/// What the customer sees of a reply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The brand's name and handle on top.
    pub brand: String,
    /// The line under the message.
    pub line: String,
    /// The message.
    pub text: String,
}

/// The photo that tests use: as a phone stores one, lying on its side.
pub fn photo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ana.jpg")
}

/// A photo with two faces.
pub fn photo_of_two() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/two.jpg")
}

impl Default for MainJob {
    fn default() -> Self {
        Self {
            operator: "Ana",
            line: "Ana Ruiz, Care Team",
            photo: photo(),
            text: "Hello! Thank you for writing. I am looking into it right now.",
        }
    }
}

impl MainJob {
    /// The first run: the operator's name.
    pub async fn introduce(&self, window: &Window) -> Result<()> {
        window.write("operator-name", self.operator).await?;
        window.click("operator-save").await?;
        window.see("start-practice").await?;
        Ok(())
    }

    /// Starts the practice network, until its customers have written.
    pub async fn practise(&self, window: &Window) -> Result<()> {
        window.click("start-practice").await?;
        window.see("conversation-row").await?;
        Ok(())
    }

    /// Fills in the form for a persona.
    pub async fn describe(&self, window: &Window) -> Result<()> {
        window.click("nav-personas").await?;
        window.click("new-persona").await?;
        window.click("kind-human").await?;
        window.write("line-input", self.line).await?;
        self.choose_photo(window).await
    }

    /// Gives the photo to the page's file field, as the file dialog does.
    pub async fn choose_photo(&self, window: &Window) -> Result<()> {
        let photo = self.photo.to_str().context("a path that is no text")?;
        window.write("photo-input", photo).await?;
        window.see("portrait-stage").await?;
        Ok(())
    }

    /// Saves the persona and publishes it, until the network has it.
    pub async fn publish(&self, window: &Window) -> Result<()> {
        window.click("save-and-publish").await?;
        window
            .see_at("[data-testid=publish-state][data-state=live]")
            .await?;
        Ok(())
    }

    /// Opens the conversation on top of the list and gives its customer's handle.
    pub async fn open_conversation(&self, window: &Window) -> Result<String> {
        window.click("nav-inbox").await?;
        let row = window.see("conversation-row").await?;
        let customer = row.attr("data-customer").await?;
        let customer = customer.context("a row without a customer")?;
        self.open(window, &customer).await?;
        Ok(customer)
    }

    /// Opens the conversation with a customer.
    pub async fn open(&self, window: &Window, customer: &str) -> Result<()> {
        window.click("nav-inbox").await?;
        let row = format!("[data-testid=conversation-row][data-customer=\"{customer}\"]");
        window.click_at(&row).await?;
        window.see_at(&format!("{row}[aria-current=true]")).await?;
        window.see("composer-text").await?;
        Ok(())
    }

    /// Chooses the persona and writes the reply.
    pub async fn answer(&self, window: &Window) -> Result<()> {
        if !self.speaks(window).await? {
            window.click("persona-choice").await?;
        }
        window
            .until("the persona to speak", || async {
                Ok(self.speaks(window).await?.then_some(()))
            })
            .await?;
        window.write("composer-text", self.text).await
    }

    async fn speaks(&self, window: &Window) -> Result<bool> {
        let speaking = words_of(&window.see("speaking-as").await?).await;
        Ok(speaking.is_ok_and(|words| words.contains(self.line)))
    }

    /// What the customer will see, as shown beside the draft.
    pub async fn preview(&self, window: &Window) -> Result<Seen> {
        window.click("customer-preview").await?;
        self.seen(window).await
    }

    /// Presses Send and waits until the network has the reply.
    pub async fn send(&self, window: &Window) -> Result<()> {
        window.click("send").await?;
        self.sent(window).await
    }

    /// Waits until the thread says that the reply was sent.
    pub async fn sent(&self, window: &Window) -> Result<()> {
        let sent = format!(
            "//article[contains(., \"{}\")]//*[@data-testid=\"message-state\"][@data-state=\"sent\"]",
            self.text
        );
        window.see_at(&sent).await?;
        Ok(())
    }

    /// What the practice customer really has.
    pub async fn received(&self, window: &Window) -> Result<Seen> {
        window.click("customer-real").await?;
        self.seen(window).await
    }

    /// Everything, from the first run to what the customer has.
    pub async fn play(&self, window: &Window) -> Result<Seen> {
        self.introduce(window).await?;
        self.practise(window).await?;
        self.describe(window).await?;
        self.publish(window).await?;
        self.open_conversation(window).await?;
        self.answer(window).await?;
        let promised = self.preview(window).await?;
        self.send(window).await?;
        let seen = self.received(window).await?;
        ensure!(
            promised == seen,
            "the preview promised {promised:?}, the customer has {seen:?}"
        );
        Ok(seen)
    }

    /// The reply in the customer's view, its portrait loaded.
    pub async fn seen(&self, window: &Window) -> Result<Seen> {
        let view = "//figure[@data-testid=\"customer-view\"]";
        let bubble = format!(
            "{view}//div[.//p[normalize-space()=\"{}\"]][.//*[@data-testid=\"customer-line\"]]",
            self.text
        );
        window
            .until("the reply in the customer's view", || async {
                let Ok(all) = window.client.find_all(Locator::XPath(&bubble)).await else {
                    return Ok(None);
                };
                let Some(said) = all.last() else {
                    return Ok(None);
                };
                let Ok(portrait) = said.find(Locator::Css("img")).await else {
                    return Ok(None);
                };
                if !window.is_drawn(&portrait).await? {
                    return Ok(None);
                }
                let line = said
                    .find(Locator::Css("[data-testid=customer-line]"))
                    .await?;
                let text = said.find(Locator::Css("p.bubble")).await?;
                let brand = window.see_at(&format!("{view}//p[1]")).await?;
                Ok(Some(Seen {
                    brand: words_of(&brand).await?,
                    line: words_of(&line).await?,
                    text: words_of(&text).await?,
                }))
            })
            .await
    }
}

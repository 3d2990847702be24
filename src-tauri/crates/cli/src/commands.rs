//! Every command: one function of the desk, and what its answer means.

use crate::answer::Answer;
use crate::args::{
    Account, Arguments, AtDesk, Command, Connect, Conversation, Inbox, Ledger, Practice, Send,
    Vault,
};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::when::When;
use crate::{
    application, data, data_folder, delivery, files, keys, login, outbox, persona, serve, steering,
    vault, when, words,
};
use desk::api::{
    AccountConnect, AccountRef, ConversationShow, ConversationsOf, InboxSync, LeaveWhen,
    LedgerPage, LedgerRows, Nothing, ReplyRef, ReplySend,
};
use desk::{ErrorCode, Options, PracticeScheme, PracticeServer, Seat, Wish};
use std::path::PathBuf;

type Answered = Result<Answer, Failure>;

/// Does what the arguments ask for; `None` when there is nothing left to say.
pub async fn run(arguments: Arguments) -> Result<Option<Answer>, Failure> {
    let folder = arguments.data;
    match arguments.command {
        Command::Practice(Practice::Serve { port, seed, https }) => {
            let server = PracticeServer {
                folder: data_folder::of_practice(folder)?,
                port,
                scheme: if https {
                    PracticeScheme::Https
                } else {
                    PracticeScheme::Http
                },
                seed,
            };
            serve::serve(server).await?;
            Ok(None)
        }
        Command::Practice(Practice::Steer(what)) => steering::run(what, folder).await.map(Some),
        Command::AtDesk(command) => at_desk(command, data_folder::of_desk(folder)?)
            .await
            .map(Some),
    }
}

async fn at_desk(command: AtDesk, folder: PathBuf) -> Answered {
    let _log = desk::log_to(&folder)?;
    let about_vault = match &command {
        AtDesk::Vault(command) => Some(command),
        _ => None,
    };
    let choice = vault::choice(about_vault);
    let place = folder.clone();
    let options = move || Options::real(place.clone(), choice()?);
    if let AtDesk::Restore(command) = command {
        return data::restore(command, &folder, options).await;
    }
    let wish = match &command {
        command if writes(command) => Wish::Work,
        command if notes(command) => Wish::Note,
        _ => Wish::Look,
    };
    let desk = Seat::open(options, wish).await?;
    let answer = seated(&desk, command).await;
    desk.leave().await;
    answer
}

async fn seated(desk: &Seat, command: AtDesk) -> Answered {
    let nothing = Nothing {};
    Ok(match command {
        AtDesk::Account(Account::Connect(to)) => connect(desk, to).await?,
        AtDesk::Account(Account::List) => Answer::of(&desk.account_list(nothing).await?)?,
        AtDesk::Account(Account::Probe { account }) => {
            Answer::of(&desk.account_probe(AccountRef { account }).await?)?
        }
        AtDesk::Account(Account::Disconnect { account }) => {
            Answer::of(&desk.account_disconnect(AccountRef { account }).await?)?
        }
        AtDesk::Account(Account::Delivery(chosen)) => delivery::run(desk, chosen).await?,
        AtDesk::Persona(command) => persona::run(desk, command).await?,
        AtDesk::Application(command) => application::run(desk, command).await?,
        AtDesk::Inbox(Inbox::Sync { account }) => {
            let synced = desk.inbox_sync(InboxSync { account }).await?;
            Answer::of(&synced)?.ending(Exit::from(&synced))
        }
        AtDesk::Conversation(Conversation::List { account }) => {
            Answer::of(&desk.conversation_list(ConversationsOf { account }).await?)?
        }
        AtDesk::Conversation(Conversation::Show { account, customer }) => {
            let which = ConversationShow { account, customer };
            Answer::of(&desk.conversation_show(which).await?)?
        }
        AtDesk::Send(reply) => send(desk, reply).await?,
        AtDesk::Outbox(command) => outbox::run(desk, command).await?,
        AtDesk::Stop => outbox::stop(desk).await?,
        AtDesk::Resume => outbox::resume(desk).await?,
        AtDesk::Ledger(Ledger::List) => Answer::of(&whole_ledger(desk).await?)?,
        AtDesk::Ledger(Ledger::Verify) => {
            let verdict = desk.ledger_verify(nothing).await?;
            Answer::of(&verdict)?.ending(Exit::from(&verdict))
        }
        AtDesk::Vault(command) => vault::run(desk, command).await?,
        AtDesk::Conversation(Conversation::Export(command)) => {
            data::export_conversation(desk, command).await?
        }
        AtDesk::Backup(command) => data::backup(desk, command).await?,
        // It opens the desk in a way of its own, or not at all.
        AtDesk::Restore(_) => return Err(ErrorCode::Unexpected.into()),
        AtDesk::Export(command) => data::export(desk, command).await?,
        AtDesk::Customer(command) => data::customer(desk, command).await?,
        AtDesk::Retention(command) => data::retention(desk, command).await?,
    })
}

/// Whether a command changes what is kept, or a network.
fn writes(command: &AtDesk) -> bool {
    match command {
        AtDesk::Persona(command) => command.writes(),
        AtDesk::Application(command) => command.writes(),
        AtDesk::Outbox(command) => command.writes(),
        AtDesk::Backup(command) => command.writes(),
        AtDesk::Customer(command) => command.writes(),
        AtDesk::Retention(command) => command.writes(),
        AtDesk::Export(_)
        | AtDesk::Account(Account::List)
        | AtDesk::Conversation(_)
        | AtDesk::Ledger(_)
        | AtDesk::Vault(Vault::Status) => false,
        AtDesk::Account(
            Account::Connect(_)
            | Account::Disconnect { .. }
            | Account::Probe { .. }
            | Account::Delivery(_),
        )
        | AtDesk::Inbox(_)
        | AtDesk::Send(_)
        | AtDesk::Stop
        | AtDesk::Resume
        | AtDesk::Restore(_)
        | AtDesk::Vault(Vault::Use(_)) => true,
    }
}

/// Whether a command notes something where it may, and does its work in any case.
fn notes(command: &AtDesk) -> bool {
    matches!(command, AtDesk::Application(command) if command.notes())
}

async fn connect(desk: &Seat, to: Connect) -> Answered {
    let Connect::X {
        sign_in,
        api_base,
        upload_base,
    } = to;
    if let Some(way) = sign_in.way() {
        return Ok(Answer::of(
            &login::run(desk, way, sign_in, api_base).await?,
        )?);
    }
    let request = AccountConnect {
        keys: keys::read()?,
        api_base,
        upload_base,
    };
    Ok(Answer::of(&desk.account_connect(request).await?)?)
}

/// Releases a reply, lets the outbox move, and looks where the reply is. Once
/// it is released the answer is about its state, whatever became of the outbox.
async fn send(desk: &Seat, send: Send) -> Answered {
    let author = send.author();
    let leave = match &send.at {
        Some(at) => {
            let When { at, zone } = when::read(at, send.zone.as_deref())?;
            LeaveWhen::At { at, zone }
        }
        None => LeaveWhen::AtOnce,
    };
    let picture = match &send.picture {
        Some(file) => {
            let prepared = desk.message_picture_stage(files::photo(file)?).await?;
            Some(prepared.path)
        }
        None => None,
    };
    let request = ReplySend {
        look: None,
        account: send.account,
        customer: send.to,
        persona: send.persona,
        text: send.text,
        picture,
        seen: None,
        leave,
    };
    let released = desk.send_as(request, author).await?;
    let which = || ReplyRef {
        reply: released.id.clone(),
    };
    let trouble = desk.settle(which()).await.err();
    let reply = desk.reply(which()).await?;
    let remarks = trouble
        .iter()
        .map(desk::sentence)
        .chain(words::what_now(&reply.state))
        .collect();
    Ok(Answer::of(&reply)?
        .ending(Exit::from(&reply.state))
        .remarking(remarks))
}

/// Every page of the ledger, as one.
async fn whole_ledger(desk: &Seat) -> Result<LedgerRows, ErrorCode> {
    let mut all = LedgerRows { rows: Vec::new() };
    loop {
        let before = all.rows.last().map(|row| row.seq);
        let page = desk.ledger_list(LedgerPage { before }).await?;
        if page.rows.is_empty() {
            return Ok(all);
        }
        all.rows.extend(page.rows);
    }
}

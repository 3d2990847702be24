// Every command of Byline, once: `name: Request => Answer`. From this list come
// the desk's border, the shell's handlers, the permission list and the page's
// TypeScript. The file is included where it is used; see `commands.rs`.
commands! {
    overview: Nothing => Overview,
    operator_add: OperatorAdd => OperatorView,
    operator_list: Nothing => OperatorList,

    account_list: Nothing => AccountList,
    account_connect: AccountConnect => AccountView,
    account_connect_practice: Nothing => AccountView,
    account_resume: AccountRef => AccountView,
    account_forget_keys: AccountRef => AccountView,

    vault_status: Nothing => VaultStatus,
    vault_unlock: VaultUnlock => VaultStatus,
    vault_lock: Nothing => VaultStatus,
    vault_use_keychain: Nothing => VaultStatus,
    vault_use_file: VaultUseFile => VaultStatus,
    vault_change_passphrase: VaultChangePassphrase => VaultStatus,
    vault_start_over: Nothing => VaultStatus,

    line_check: LineCheck => LineVerdict,
    picture_crop: PictureCrop => StagedPicture,
    picture_reopen: PictureReopen => StagedPicture,
    persona_list: Nothing => PersonaList,
    persona_show: PersonaShow => PersonaView,
    persona_add: PersonaAdd => PersonaView,
    persona_edit: PersonaEdit => PersonaView,
    persona_duplicate: PersonaShow => PersonaView,
    persona_archive: PersonaArchive => PersonaView,
    persona_restore: PersonaShow => PersonaView,
    persona_history: PersonaShow => PersonaHistory,
    persona_publish: PersonaPublish => PersonaView,
    roster_check: AccountRef => RosterChecked,

    inbox_sync: InboxSync => InboxSynced,
    conversation_list: ConversationsOf => ConversationList,
    conversation_show: ConversationShow => ConversationView,
    conversation_seen: ConversationShow => Nothing,
    conversation_language: ConversationLanguage => Nothing,
    customer_view: ConversationShow => CustomerView,
    search: Search => Found,

    draft_save: DraftSave => DraftSaved,
    draft_list: Nothing => DraftList,
    reply_send: ReplySend => ReplyView,
    reply_take_back: ReplyRef => ReplyView,
    reply_try_again: ReplyRef => ReplyView,
    reply_return: ReplyRef => ReplyView,
    reply_arrived: ReplyRef => ReplyView,
    reply_discard: ReplyRef => ReplyView,

    outbox_list: Nothing => Outbox,
    ledger_list: LedgerPage => LedgerRows,
    ledger_verify: Nothing => LedgerVerdict,

    settings_show: Nothing => Settings,
    settings_set: Settings => Settings,
}

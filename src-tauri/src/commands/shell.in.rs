// What the page calls of the window itself, once: these are no commands of the
// desk. From this list come the handlers and the permissions; the page's names
// stand in `ui/src/lib/desk.ts`, and a test holds them together.
shell_commands! {
    address::address_open,
    address::link_open,
    document::document_dropped,
    document::document_open,
    document::document_save,
    picture::message_picture_dropped,
    picture::message_picture_paste,
    picture::message_picture_stage,
    picture::picture_dropped,
    picture::picture_paste,
    picture::picture_stage,
    rescue::rescue_prepare,
    rescue::rescue_restart,
    spelling::spelling_in,
    window::window_heard,
    window::window_hide,
    window::window_leave,
    window::window_painted,
    window::window_quit,
    window::window_stay,
}

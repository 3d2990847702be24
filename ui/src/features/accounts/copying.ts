/** What a field to copy from says and does. */
import { copyText } from "$lib/copying";
import { m } from "$messages";

export const copying = () => ({
  words: {
    copy: m.connect_copy(),
    copied: m.connect_copied(),
    refused: m.connect_copy_refused(),
  },
  oncopy: copyText,
});

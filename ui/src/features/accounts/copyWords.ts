/** What a field to copy from says. */
import { m } from "$messages";

export const copyWords = () => ({
  copy: m.connect_copy(),
  copied: m.connect_copied(),
  refused: m.connect_copy_refused(),
});

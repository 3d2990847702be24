/**
 * In which of X's looks the customer's view is drawn; one choice for the whole
 * window. It begins as the window itself is drawn, so that nothing glares.
 */
import { systemTheme } from "$lib/theme";

class CustomerTheme {
  value = $state(systemTheme());
}

export const customerTheme = new CustomerTheme();

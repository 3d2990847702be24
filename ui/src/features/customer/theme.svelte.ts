/** In which of X's looks the customer's view is drawn; one choice for the whole window. */
class CustomerTheme {
  value = $state<"light" | "dark">("light");
}

export const customerTheme = new CustomerTheme();

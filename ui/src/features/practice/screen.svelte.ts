/** On which screen of X's customers are shown; one choice for the whole window. */
import { systemTheme } from "$lib/theme";
import type { Device } from "./asCustomer.svelte";

class Screen {
  theme = $state(systemTheme());
  device = $state<Device>("web");
}

export const screen = new Screen();

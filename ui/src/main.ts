/** Opens the desk and draws the window. */
import { mount } from "svelte";
import "$design/tokens.css";
import "$design/base.css";
import { openDesk } from "$lib/desk";
import { dressDocument } from "$lib/locale";
import { followSystemTheme } from "$lib/theme";
import { m } from "$messages";
import App from "./App.svelte";

followSystemTheme();
dressDocument(document.documentElement);
const target = document.getElementById("app");
const desk = await openDesk();
if (target && desk) mount(App, { target, props: { desk } });
else if (target) target.textContent = m.no_shell();

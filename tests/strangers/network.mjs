/**
 * A practice network for strangers: `byline practice serve --https` in a folder
 * of its own, and an agent that leads every https connection there, whatever
 * host a library asks for. Nothing else of a library is touched.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import tls from "node:tls";

export async function openNetwork() {
  const byline = process.env.BYLINE;
  if (!byline) throw new Error("BYLINE names no built `byline`");
  const folder = mkdtempSync(join(tmpdir(), "strangers-"));
  const server = spawn(byline, ["--data", folder, "practice", "serve", "--https", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: server.stdout }), "line");
  const announced = JSON.parse(line);
  const port = Number(new URL(announced.base_url).port);
  const ca = readFileSync(announced.authority);
  const agent = new LedHere(port, ca);
  return {
    keys: announced.keys[0],
    brand: announced.accounts[0],
    agent,
    steer: (method, path, body) => steer(agent, method, path, body),
    page: (address, form) => page(agent, address, form),
    async close() {
      agent.destroy();
      server.kill("SIGTERM");
      await once(server, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

class LedHere extends https.Agent {
  #port;
  #ca;

  constructor(port, ca) {
    super({ keepAlive: true });
    this.#port = port;
    this.#ca = ca;
  }

  createConnection(options) {
    const asked = options.servername || options.host;
    return tls.connect({ host: "127.0.0.1", port: this.#port, ca: this.#ca, servername: asked });
  }
}

/** A request of the control interface; its answer. */
async function steer(agent, method, path, body) {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const address = `https://localhost/_practice/${path}`;
  const text = await asked(agent, method, address, "application/json", sent);
  return text === "" ? null : JSON.parse(text);
}

/** A page as a browser asks for it, or a form of it as a browser sends it. */
function page(agent, address, form) {
  const sent = form && new URLSearchParams(form).toString();
  const method = form ? "POST" : "GET";
  return asked(agent, method, address, "application/x-www-form-urlencoded", sent);
}

function asked(agent, method, address, type, body) {
  return new Promise((done, failed) => {
    const headers = { "content-type": type };
    const request = https.request(address, { method, agent, headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode < 300) done(text);
        else failed(new Error(`${address}: ${response.statusCode} ${text}`));
      });
    });
    request.on("error", failed);
    request.end(body);
  });
}

/** Drawn faces for the fake desk only: small SVGs as data addresses. */

interface Face {
  back: string;
  hair: string;
  skin: string;
  shirt: string;
  long: boolean;
}

const FACES: Record<string, Face> = {
  ana: { back: "#e9dcf5", hair: "#3b2a22", skin: "#b9774a", shirt: "#2f56c6", long: true },
  deepak: { back: "#cfe0f3", hair: "#c99a4b", skin: "#cf9466", shirt: "#6b4fb3", long: false },
  lena: { back: "#f6ecc9", hair: "#9a9a9a", skin: "#f3cdb3", shirt: "#6b4fb3", long: false },
  team: { back: "#f6ecc9", hair: "#8d9aa5", skin: "#e8b98f", shirt: "#1f7a57", long: false },
  chloe: { back: "#d3ebee", hair: "#5d2a1e", skin: "#8a5433", shirt: "#2f56c6", long: true },
  jun: { back: "#dcefdc", hair: "#1b1a1c", skin: "#efc29c", shirt: "#6b4fb3", long: false },
  olu: { back: "#e9dcf5", hair: "#241a16", skin: "#7d4b2c", shirt: "#8f4f00", long: true },
  maya: { back: "#dcefdc", hair: "#15131a", skin: "#efc29c", shirt: "#6b4fb3", long: false },
  taro: { back: "#f8d9cf", hair: "#7b4a26", skin: "#f3cdb3", shirt: "#2f56c6", long: true },
  priya: { back: "#cfe0f3", hair: "#c99a4b", skin: "#cf9466", shirt: "#6b4fb3", long: false },
  sam: { back: "#e9dcf5", hair: "#3b2a22", skin: "#b9774a", shirt: "#2f56c6", long: true },
  elise: { back: "#f8d9cf", hair: "#7b4a26", skin: "#f3cdb3", shirt: "#1f7a57", long: true },
};

/** A drawing as an address; `seen` is the part of it that is shown. */
export function svg(inner: string, seen = "0 0 80 80"): string {
  const [, , width, height] = seen.split(" ");
  const whole = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${seen}">${inner}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(whole)}`;
}

const NOBODY: Face = {
  back: "#e4e1da",
  hair: "#545a67",
  skin: "#cf9466",
  shirt: "#545a67",
  long: false,
};

/** A face in a square of 80. */
export function face(id: string): string {
  const { back, hair, skin, shirt, long } = FACES[id] ?? NOBODY;
  const locks = long ? `<path d="M24 34q0-20 16-20t16 20v28H24z" fill="${hair}"/>` : "";
  return (
    `<rect width="80" height="80" fill="${back}"/>${locks}` +
    `<path d="M12 84q2-24 28-24t28 24z" fill="${shirt}"/>` +
    `<rect x="35" y="48" width="10" height="16" rx="5" fill="${skin}"/>` +
    `<ellipse cx="40" cy="38" rx="13" ry="16" fill="${skin}"/>` +
    `<path d="M26 36q-1-20 14-20t14 20q-4-9-12-11-10 1-16 11z" fill="${hair}"/>` +
    `<circle cx="35" cy="38" r="1.7" fill="#26201c"/><circle cx="45" cy="38" r="1.7" fill="#26201c"/>` +
    `<path d="M34.500 46q5.500 5 11 0" stroke="#7d3a2a" stroke-width="1.800" fill="none" stroke-linecap="round"/>`
  );
}

const ROBOT = svg(
  `<rect width="80" height="80" fill="#e4dcf8"/><g fill="#6b4fb3"><rect x="21" y="32" width="38" height="28" rx="8"/>` +
    `<rect x="38.500" y="20" width="3" height="12"/><circle cx="40" cy="19" r="4"/></g>` +
    `<circle cx="32" cy="46" r="4.500" fill="#fff"/><circle cx="48" cy="46" r="4.500" fill="#fff"/>`,
);

const BRAND = svg(
  `<rect width="80" height="80" fill="#14304f"/><path d="M14 56 32 28l10 14 7-8 17 22z" fill="#8ec5f4"/><path d="m32 28 10 14-7 5-5-6-6 4z" fill="#fff"/>`,
);

/** The picture of a path such as `portrait/ana` or `picture/brand`. */
export function drawnPicture(path: string): string {
  const id = path.slice(path.indexOf("/") + 1);
  if (id === "brand") return BRAND;
  if (id === "bot") return ROBOT;
  return svg(face(id));
}

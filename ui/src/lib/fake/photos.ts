/**
 * Photos of the fake desk: drawn scenes with one face, several or none, and the
 * squares around the faces. A portrait is the same drawing seen through its square.
 */
import type { CropSquare } from "../bindings/CropSquare";
import { face, svg } from "./portraits";

interface Scene {
  width: number;
  height: number;
  faces: CropSquare[];
  drawn: string;
}

const sky = (width: number, height: number) =>
  `<rect width="${width}" height="${height}" fill="#c9bda9"/>` +
  `<path d="M0 ${height * 0.62}q${width / 4} -90 ${width / 2} 0t${width / 2} 0v${height}H0z" fill="#7d8a78"/>` +
  `<rect x="${width * 0.7}" y="0" width="${width * 0.3}" height="${height}" fill="#5d6a76"/>`;

const standing = (id: string, x: number, y: number, size: number) =>
  `<svg x="${x}" y="${y}" width="${size}" height="${size}" viewBox="0 0 80 80">${face(id)}</svg>`;

const around = (x: number, y: number, size: number): CropSquare => ({
  x: Math.round(x + size * 0.1),
  y: Math.round(y + size * 0.05),
  size: Math.round(size * 0.8),
});

/** By how many faces there are. */
const SCENES: readonly Scene[] = [
  { width: 1600, height: 1067, faces: [], drawn: sky(1600, 1067) },
  {
    width: 1200,
    height: 1600,
    faces: [around(250, 300, 760)],
    drawn: sky(1200, 1600) + standing("olu", 250, 300, 760),
  },
  {
    width: 1600,
    height: 1067,
    faces: [around(180, 360, 520), around(900, 330, 480)],
    drawn: sky(1600, 1067) + standing("maya", 180, 360, 520) + standing("deepak", 900, 330, 480),
  },
];

export interface FakePhoto extends Scene {
  crop: CropSquare;
}

/** A photo with so many faces; more than there are scenes for is one. */
export function photoWith(faces: number): FakePhoto {
  const scene = SCENES[faces] ?? SCENES[1];
  if (!scene) throw new Error("no scenes");
  const size = Math.min(scene.width, scene.height);
  const centred = {
    x: Math.floor((scene.width - size) / 2),
    y: Math.floor((scene.height - size) / 2),
    size,
  };
  return { ...scene, crop: scene.faces[0] ?? centred };
}

export function drawnWhole({ width, height, drawn }: FakePhoto): string {
  return svg(drawn, `0 0 ${width} ${height}`);
}

export function drawnCut({ crop, drawn }: FakePhoto): string {
  return svg(drawn, `${crop.x} ${crop.y} ${crop.size} ${crop.size}`);
}

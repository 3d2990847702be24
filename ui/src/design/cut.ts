/** A square out of a picture, drawn without cutting the picture itself. */
export interface Cut {
  /** The whole picture's address. */
  src: string;
  /** Of the whole picture, in its pixels. */
  width: number;
  height: number;
  square: { x: number; y: number; size: number };
}

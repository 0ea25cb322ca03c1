import path from "node:path";
import PDFDocument from "pdfkit";
import { printable, wrapText } from "@/lib/exports/formats/wrap-text";

/**
 * DejaVu Sans has all Latin letters and much else; a missing letter shows as a box. Its licence allows
 * embedding.
 */
const FONTS = path.resolve("node_modules", "dejavu-fonts-ttf", "ttf");
const MARGIN = 36; // in points, like all lengths in this file
const FOOT = 18;
const GAP = 6;
const LINE_HEIGHT = 1.3;
const HAIRLINE = "#c8c8c4";
const INK = "#1a1a18";
const MUTED = "#5c5c57";

/** A part of a line: its left edge from the margin, its width, and its text. */
export interface PaperCell {
  x: number;
  width: number;
  text: string;
}

export interface Look {
  size: number;
  bold?: boolean;
  muted?: boolean;
}

/** Writes a PDF of A4 landscape pages from top to bottom. */
export class PdfPages {
  private readonly document: PDFKit.PDFDocument;
  private y = MARGIN;
  readonly width: number;

  /** @param onPage - called at the top of each page but the first, to draw what repeats there */
  constructor(
    info: { title: string; author: string; at: Date },
    private readonly onPage: () => void,
  ) {
    this.document = new PDFDocument({
      size: "A4",
      layout: "landscape",
      margin: MARGIN,
      bufferPages: true, // each page shows the number of pages, which is known at the end
      info: { Title: info.title, Author: info.author, CreationDate: info.at },
    });
    this.document.registerFont("regular", path.join(FONTS, "DejaVuSansCondensed.ttf"));
    this.document.registerFont("bold", path.join(FONTS, "DejaVuSansCondensed-Bold.ttf"));
    this.width = this.document.page.width - 2 * MARGIN;
  }

  /** Writes texts side by side, each on as many lines as it needs. Begins a new page when they don't fit. */
  write(cells: PaperCell[], look: Look): void {
    this.use(look);
    const measure = (text: string) => this.document.widthOfString(text);
    const wrapped = cells.map(({ text, width }) => wrapText(printable(text), width - GAP, measure));
    const lineHeight = look.size * LINE_HEIGHT;
    const height = Math.max(...wrapped.map(({ length }) => length)) * lineHeight;
    if (this.y + height > this.document.page.height - MARGIN - FOOT) {
      this.beginPage();
      this.use(look);
    }
    for (const [index, lines] of wrapped.entries()) {
      const x = MARGIN + (cells[index]?.x ?? 0);
      for (const [line, text] of lines.entries())
        this.document.text(text, x, this.y + line * lineHeight, { lineBreak: false });
    }
    this.y += height + 2;
  }

  /** Draws a hairline below the last texts. */
  rule(): void {
    const { width } = this.document.page;
    this.document.moveTo(MARGIN, this.y).lineTo(width - MARGIN, this.y);
    this.document.lineWidth(0.4).strokeColor(HAIRLINE).stroke();
    this.y += 3;
  }

  space(height: number): void {
    this.y += height;
  }

  /** Draws the foot of each page, and returns the bytes of the document. */
  end(foot: (page: number, pages: number) => { left: string; right: string }): AsyncIterable<Buffer> {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.document.switchToPage(start + page);
      this.use({ size: 7, muted: true });
      const { left, right } = foot(page + 1, count);
      // Any lower, pdfkit would add a page for the text.
      const bottom = this.document.page.height - MARGIN - 8;
      const rightWidth = this.document.widthOfString(right);
      this.document.text(printable(left), MARGIN, bottom, { lineBreak: false });
      this.document.text(right, MARGIN + this.width - rightWidth, bottom, { lineBreak: false });
    }
    this.document.end();
    return this.document;
  }

  private use({ size, bold, muted }: Look): void {
    this.document
      .font(bold ? "bold" : "regular")
      .fontSize(size)
      .fillColor(muted ? MUTED : INK);
  }

  private beginPage(): void {
    this.document.addPage();
    this.y = MARGIN;
    this.onPage();
  }
}

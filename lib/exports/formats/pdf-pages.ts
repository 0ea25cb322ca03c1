import path from "node:path";
import PDFDocument from "pdfkit";
import { printable, wrapText } from "@/lib/exports/formats/wrap-text";

/** Has Latin in full, and much else; what it lacks, it shows as a box. It may be embedded (its licence is in its package). */
const FONTS = path.resolve("node_modules", "dejavu-fonts-ttf", "ttf");
const MARGIN = 36; // points, as all lengths here
const FOOT = 18;
const GAP = 6;
const LINE_HEIGHT = 1.3;
const HAIRLINE = "#c8c8c4";
const INK = "#1a1a18";
const MUTED = "#5c5c57";

/** A part of a line: where it begins, how wide it is, and what stands there. */
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

/** A4 on its side, filled from the top. */
export class PdfPages {
  private readonly document: PDFKit.PDFDocument;
  private y = MARGIN;
  readonly width: number;

  /** @param onPage - draws what every page but the first begins with */
  constructor(
    info: { title: string; author: string; at: Date },
    private readonly onPage: () => void,
  ) {
    this.document = new PDFDocument({
      size: "A4",
      layout: "landscape",
      margin: MARGIN,
      bufferPages: true, // how many there are stands on each
      info: { Title: info.title, Author: info.author, CreationDate: info.at },
    });
    this.document.registerFont("regular", path.join(FONTS, "DejaVuSansCondensed.ttf"));
    this.document.registerFont("bold", path.join(FONTS, "DejaVuSansCondensed-Bold.ttf"));
    this.width = this.document.page.width - 2 * MARGIN;
  }

  /** Texts beside each other, each as high as it needs; a page that has no room for them is turned. */
  write(cells: PaperCell[], look: Look): void {
    this.use(look);
    const measure = (text: string) => this.document.widthOfString(text);
    const wrapped = cells.map(({ text, width }) => wrapText(printable(text), width - GAP, measure));
    const lineHeight = look.size * LINE_HEIGHT;
    const height = Math.max(...wrapped.map(({ length }) => length)) * lineHeight;
    if (this.y + height > this.document.page.height - MARGIN - FOOT) {
      this.turnPage();
      this.use(look);
    }
    for (const [index, lines] of wrapped.entries()) {
      const x = MARGIN + (cells[index]?.x ?? 0);
      for (const [line, text] of lines.entries())
        this.document.text(text, x, this.y + line * lineHeight, { lineBreak: false });
    }
    this.y += height + 2;
  }

  /** A hairline below what has been written. */
  rule(): void {
    const { width } = this.document.page;
    this.document.moveTo(MARGIN, this.y).lineTo(width - MARGIN, this.y);
    this.document.lineWidth(0.4).strokeColor(HAIRLINE).stroke();
    this.y += 3;
  }

  space(height: number): void {
    this.y += height;
  }

  /** The whole of it, with a foot on each page. */
  end(foot: (page: number, pages: number) => { left: string; right: string }): AsyncIterable<Buffer> {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.document.switchToPage(start + page);
      this.use({ size: 7, muted: true });
      const { left, right } = foot(page + 1, count);
      const bottom = this.document.page.height - MARGIN - 8; // lower, a text would begin a page of its own
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

  private turnPage(): void {
    this.document.addPage();
    this.y = MARGIN;
    this.onPage();
  }
}

import path from "node:path";
import PDFDocument from "pdfkit";
import { printable, wrapText } from "@/lib/exports/wrap-text";

/** Has Latin in full, and much else; what it lacks, it shows as a box. It may be embedded (its licence is in its package). */
const FONTS = path.resolve("node_modules", "dejavu-fonts-ttf", "ttf");
const MARGIN = 36; // points, as all lengths here
const FOOT = 14;
const GAP = 6;
const LINE_HEIGHT = 1.3;
const HAIRLINE = "#c8c8c4";

export interface PaperCell {
  text: string;
  x: number;
  width: number;
}

interface Look {
  size: number;
  bold?: boolean;
  colour?: string;
}

export type Paper = ReturnType<typeof openPaper>;

/**
 * A4 on its side, filled from the top.
 *
 * @param onPage - draws what every page begins with
 */
export function openPaper(info: { title: string; author: string; at: Date }, onPage: (paper: Paper) => void) {
  const document = new PDFDocument({
    size: "A4",
    layout: "landscape",
    margin: MARGIN,
    bufferPages: true, // how many there are stands on each
    autoFirstPage: false,
    info: { Title: info.title, Author: info.author, CreationDate: info.at },
  });
  document.registerFont("regular", path.join(FONTS, "DejaVuSansCondensed.ttf"));
  document.registerFont("bold", path.join(FONTS, "DejaVuSansCondensed-Bold.ttf"));
  let y = MARGIN;

  const paper = {
    document,
    width: 0,
    turnPage() {
      document.addPage();
      y = MARGIN;
      onPage(paper);
    },
    /** Texts beside each other, each as high as it needs; a page that has no room for them is turned. */
    write(cells: PaperCell[], { size, bold = false, colour = "#1a1a18" }: Look, hairline = false) {
      document.font(bold ? "bold" : "regular").fontSize(size);
      const measure = (text: string) => document.widthOfString(text);
      const wrapped = cells.map(({ text, width }) => wrapText(printable(text), width - GAP, measure));
      const height = Math.max(...wrapped.map(({ length }) => length)) * size * LINE_HEIGHT;
      if (y + height > document.page.height - MARGIN - FOOT) paper.turnPage();
      document.font(bold ? "bold" : "regular").fontSize(size).fillColor(colour);
      for (const [index, lines] of wrapped.entries()) {
        for (const [line, text] of lines.entries())
          document.text(text, cells[index]?.x ?? 0, y + line * size * LINE_HEIGHT, { lineBreak: false });
      }
      y += height + 2;
      if (hairline) paper.rule();
    },
    rule() {
      document
        .moveTo(MARGIN, y)
        .lineTo(document.page.width - MARGIN, y)
        .lineWidth(0.4)
        .strokeColor(HAIRLINE)
        .stroke();
      y += 3;
    },
    space: (height: number) => void (y += height),
    /** The whole document, with a foot on each page. */
    end(foot: (page: number, pages: number) => { left: string; right: string }): AsyncIterable<Buffer> {
      const { start, count } = document.bufferedPageRange();
      for (let page = 0; page < count; page++) {
        document.switchToPage(start + page);
        document.page.margins.bottom = 0; // below it a text would begin a page of its own
        document.font("regular").fontSize(7).fillColor("#5c5c57");
        const bottom = document.page.height - MARGIN - 4;
        const { left, right } = foot(page + 1, count);
        document.text(printable(left), MARGIN, bottom, { lineBreak: false });
        const at = document.page.width - MARGIN - document.widthOfString(right);
        document.text(right, at, bottom, { lineBreak: false });
      }
      document.end();
      return document;
    },
  };
  return paper;
}

package dev.demarc.formats.files;

import com.google.re2j.Pattern;
import dev.demarc.formats.files.UnpackingBudget.Spent;
import dev.demarc.formats.text.HardenedXml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The words of a document of Office Open XML (docx, xlsx, pptx) or OpenDocument (odt, ods, odp),
 * and the web addresses that it links to. It is read as a ZIP archive within an {@link
 * UnpackingBudget}: macros, embedded files and pictures stay closed, and nothing is fetched.
 *
 * @param text paragraphs, and rows with tabs between their cells, on a line each
 * @param problem why not all of it was read, the document's name to stand before it; null where all
 *     was
 */
public record OfficeText(String text, @Nullable String problem) {

  /** As much as of a text file. */
  static final int LONGEST = 64 * 1024;

  private static final int MOST_PARTS = 50;
  private static final int MOST_LINKS = 200;
  private static final int MOST_STRINGS = 50_000;
  private static final int LONGEST_LINK = 2_000;
  private static final int LOCAL_HEADER = 30;

  private static final Set<String> FIRST_ENTRIES =
      Set.of("[Content_Types].xml", "_rels/.rels", "mimetype");

  private static final Pattern WORDS =
      Pattern.compile(
          "content\\.xml|word/(document|footnotes|endnotes|comments|header\\d*|footer\\d*)\\.xml"
              + "|ppt/(slides/slide|notesSlides/notesSlide)\\d+\\.xml");
  private static final Pattern TRAILING = Pattern.compile("[ \\t]+\\n");
  private static final Pattern GAPS = Pattern.compile("\\n{3,}");

  /** What ends a line, by local name: paragraphs, breaks, rows. */
  private static final Set<String> LINES =
      Set.of("p", "h", "br", "cr", "line-break", "row", "table-row");

  private static final Set<String> TABS = Set.of("tab", "c", "tc", "table-cell");

  /** So many characters have been taken that the rest is left. */
  private static final class Full extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Whether the bytes begin as such a document does; anything else in a ZIP archive is none. */
  public static boolean is(byte[] raw) {
    if (!UnpackedFiles.isArchive(raw) || raw.length < LOCAL_HEADER || raw[0] != 'P') {
      return false;
    }
    int length = (raw[26] & 0xFF) | (raw[27] & 0xFF) << 8;
    if (length > 40 || LOCAL_HEADER + length > raw.length) {
      return false;
    }
    var name = new String(raw, LOCAL_HEADER, length, StandardCharsets.ISO_8859_1);
    return FIRST_ENTRIES.contains(name)
        || name.startsWith("word/")
        || name.startsWith("xl/")
        || name.startsWith("ppt/")
        || name.startsWith("docProps/");
  }

  /** Never throws for what is in the bytes. */
  public static OfficeText of(byte[] raw, UnpackingBudget budget) {
    var reading = new Reading(budget);
    try (var zip = ZipDirectory.open(raw)) {
      reading.read(zip.files());
      return reading.result(zip.warning());
    } catch (Full full) {
      return reading.result("is longer than what is read of a document; the rest was left");
    } catch (Spent spent) {
      return reading.result("was not read to its end: " + spent.getMessage());
    } catch (IOException | XMLStreamException | RuntimeException damaged) {
      return reading.result(
          "is damaged or made in a way that cannot be read. Open it yourself and send in what it"
              + " says, or ask the sender for the words alone");
    }
  }

  private static final class Reading {
    private final UnpackingBudget budget;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> links = new LinkedHashSet<>();
    private final List<String> strings = new ArrayList<>();
    private boolean locked;

    Reading(UnpackingBudget budget) {
      this.budget = budget;
    }

    void read(List<ZipDirectory.File> files) throws IOException, XMLStreamException, Full {
      int parts = 0;
      // the strings of a workbook stand beside its sheets, in any order
      for (var file : files) {
        if (file.name().equals("xl/sharedStrings.xml")) {
          strings(open(file));
        } else if (file.name().equals("META-INF/manifest.xml")) {
          locked = isLocked(open(file));
        }
      }
      for (var file : files) {
        if (locked || parts >= MOST_PARTS) {
          return;
        }
        var name = file.name();
        if (name.startsWith("xl/worksheets/sheet") && name.endsWith(".xml")) {
          parts++;
          sheet(open(file));
        } else if (isWords(name)) {
          parts++;
          words(open(file));
        } else if (name.endsWith(".rels") && !name.equals("_rels/.rels")) {
          parts++;
          links(open(file));
        }
      }
    }

    private static boolean isWords(String name) {
      return WORDS.matches(name);
    }

    private byte[] open(ZipDirectory.File file) throws IOException {
      if (!file.mayBeRead()) {
        throw new IOException("locked");
      }
      budget.entry();
      try (var in = budget.unpacked(file.open(), file::packedSize)) {
        return in.readAllBytes();
      }
    }

    /** OpenDocument encrypts the parts and not the archive. */
    private static boolean isLocked(byte[] manifest) {
      return new String(manifest, StandardCharsets.UTF_8).contains("encryption-data");
    }

    private void words(byte[] xml) throws XMLStreamException, Full {
      var in = HardenedXml.reader(xml);
      boolean body = false;
      int left = 0;
      while (in.hasNext()) {
        int event = in.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          body |= in.getLocalName().equals("body") || in.getLocalName().equals("sld");
          left += isLeftOut(in) ? 1 : 0;
          link(in.getAttributeValue("http://www.w3.org/1999/xlink", "href"));
          if (in.getLocalName().equals("s")) {
            add(" ");
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          left -= isLeftOut(in) ? 1 : 0;
          part(in.getLocalName());
        } else if (event == XMLStreamConstants.CHARACTERS && left == 0) {
          add(in.getText());
        }
      }
      add("\n");
    }

    /** What a document counts, computes or styles is no words of it. */
    private static boolean isLeftOut(XMLStreamReader in) {
      var name = in.getLocalName();
      return name.equals("instrText")
          || name.equals("delText")
          || name.equals("automatic-styles")
          || name.equals("font-face-decls")
          || name.equals("forms")
          || name.equals("posOffset")
          || name.equals("tracked-changes");
    }

    private void part(String element) throws Full {
      if (LINES.contains(element)) {
        add("\n");
      } else if (TABS.contains(element)) {
        add("\t");
      }
    }

    private void strings(byte[] xml) throws XMLStreamException {
      var in = HardenedXml.reader(xml);
      var one = new StringBuilder();
      boolean within = false;
      while (in.hasNext() && strings.size() < MOST_STRINGS) {
        int event = in.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          within = in.getLocalName().equals("t");
        } else if (event == XMLStreamConstants.CHARACTERS && within) {
          one.append(in.getText(), 0, Math.min(in.getTextLength(), LONGEST));
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          within = false;
          if (in.getLocalName().equals("si")) {
            strings.add(one.toString());
            one.setLength(0);
          }
        }
      }
    }

    private void sheet(byte[] xml) throws XMLStreamException, Full {
      var in = HardenedXml.reader(xml);
      boolean shared = false;
      var value = new StringBuilder();
      boolean within = false;
      while (in.hasNext()) {
        int event = in.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (in.getLocalName().equals("c")) {
            shared = "s".equals(in.getAttributeValue(null, "t"));
            value.setLength(0);
          }
          within = in.getLocalName().equals("v") || in.getLocalName().equals("t");
        } else if (event == XMLStreamConstants.CHARACTERS && within) {
          value.append(in.getText());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          within = false;
          if (in.getLocalName().equals("c")) {
            add(shared ? string(value.toString()) : value.toString());
          }
          part(in.getLocalName());
        }
      }
    }

    private String string(String index) {
      try {
        int at = Integer.parseInt(index.strip());
        return at >= 0 && at < strings.size() ? strings.get(at) : "";
      } catch (NumberFormatException e) {
        return "";
      }
    }

    private void links(byte[] xml) throws XMLStreamException {
      var in = HardenedXml.reader(xml);
      while (in.hasNext()) {
        if (in.next() == XMLStreamConstants.START_ELEMENT
            && "External".equals(in.getAttributeValue(null, "TargetMode"))) {
          link(in.getAttributeValue(null, "Target"));
        }
      }
    }

    private void link(@Nullable String target) {
      if (target != null
          && target.regionMatches(true, 0, "http", 0, 4)
          && target.length() <= LONGEST_LINK
          && links.size() < MOST_LINKS) {
        links.add(target);
      }
    }

    private void add(String more) throws Full {
      if (text.length() + more.length() > LONGEST) {
        text.append(more, 0, Math.max(0, LONGEST - text.length()));
        throw new Full();
      }
      text.append(more);
    }

    OfficeText result(@Nullable String problem) {
      if (locked) {
        return new OfficeText(
            "",
            "is a document that needs a password, and was not read. Open it yourself and send in"
                + " what it says, or ask the sender for the words alone");
      }
      var lines = TRAILING.matcher(text).replaceAll("\n");
      var said = GAPS.matcher(lines).replaceAll("\n\n").strip();
      var shown = new StringBuilder(said);
      for (String link : links) {
        if (said.indexOf(link) < 0 && shown.length() < LONGEST) {
          shown.append(shown.length() == 0 ? "" : "\n").append(link);
        }
      }
      return new OfficeText(shown.toString(), problem);
    }
  }
}

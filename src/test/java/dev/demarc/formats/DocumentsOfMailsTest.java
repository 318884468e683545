package dev.demarc.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.shared.Indicator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** What a report says in an office document is read; what cannot be is said. */
class DocumentsOfMailsTest {

  private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

  private static byte[] zip(String... namesAndContents) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] word(String body) throws IOException {
    return zip(
        "[Content_Types].xml",
        "<Types/>",
        "word/document.xml",
        "<w:document xmlns:w='" + WORD + "'><w:body>" + body + "</w:body></w:document>");
  }

  private static ParsedReport mailWith(String name, byte[] file) {
    return Samples.read(
        Samples.mail(
            """
            From: CERT <cert@cert.example>
            To: abuse@demarc.example
            Subject: A report
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            Please see what is attached and tell us what you did about it.
            --b
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename=%s
            Content-Transfer-Encoding: base64

            %s
            --b--
            """
                .formatted(name, Base64.getMimeEncoder().encodeToString(file).replace("\r", ""))));
  }

  private static boolean names(ParsedReport report, String value) {
    return report.indicators().stream().map(Indicator::value).anyMatch(value::equals);
  }

  @Test
  void words_and_links_of_a_text_document_are_read() throws IOException {
    var report =
        mailWith(
            "report.docx",
            zip(
                "[Content_Types].xml",
                "<Types/>",
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Id='r1' TargetMode='External'"
                    + " Target='http://fake-bank.example/login'/></Relationships>",
                "word/document.xml",
                "<w:document xmlns:w='"
                    + WORD
                    + "'><w:body><w:p><w:r><w:t>Your customer at 203.0.</w:t></w:r><w:r>"
                    + "<w:t>113.77 hosts a fake bank.</w:t></w:r></w:p><w:p><w:r>"
                    + "<w:instrText>HIDDEN</w:instrText><w:t>Second line</w:t></w:r></w:p>"
                    + "</w:body></w:document>"));

    assertThat(report.text())
        .contains("--- report.docx ---", "at 203.0.113.77 hosts a fake bank.\nSecond line")
        .doesNotContain("HIDDEN");
    assertThat(names(report, "203.0.113.77")).isTrue();
    assertThat(names(report, "http://fake-bank.example/login")).isTrue();
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void rows_of_a_workbook_are_lines_with_tabs() throws IOException {
    var sheet =
        "<worksheet><sheetData><row><c t='s'><v>1</v></c><c><v>42</v></c></row><row><c"
            + " t='inlineStr'><is><t>198.51.100.9</t></is></c><c t='s'><v>99</v></c></row>"
            + "</sheetData></worksheet>";
    var report =
        mailWith(
            "list.xlsx",
            zip(
                "[Content_Types].xml",
                "<Types/>",
                "xl/worksheets/sheet1.xml",
                sheet,
                "xl/sharedStrings.xml",
                "<sst><si><t>other</t></si><si><r><t>203.0.</t></r><r><t>113.8</t></r></si></sst>"));

    assertThat(report.text()).contains("203.0.113.8\t42\n198.51.100.9");
    assertThat(names(report, "203.0.113.8")).isTrue();
  }

  @Test
  void an_open_document_is_read_and_one_with_a_password_is_told() throws IOException {
    var content =
        "<o:d xmlns:o='o' xmlns:t='t'><o:body><t:p>Scans from<t:s/>203.0.113.4</t:p></o:body></o:d>";
    var open = zip("mimetype", "x", "content.xml", content);
    var locked =
        zip(
            "mimetype",
            "x",
            "content.xml",
            "\u0001\u0002",
            "META-INF/manifest.xml",
            "<m><f><encryption-data/></f></m>");

    assertThat(mailWith("a.odt", open).text()).contains("Scans from 203.0.113.4");
    assertThat(mailWith("b.odt", locked).problems())
        .singleElement()
        .asString()
        .startsWith("b.odt is a document that needs a password");
  }

  @Test
  void entities_are_not_followed_and_damage_is_told() throws IOException {
    var hostile =
        zip(
            "[Content_Types].xml",
            "<Types/>",
            "word/document.xml",
            "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/hostname'><!ENTITY f 'expanded'>]>"
                + "<d><body><p>before &f; after &e; end</p></body></d>");

    assertThat(mailWith("x.docx", hostile).text()).doesNotContain("expanded");
    assertThat(mailWith("y.docx", word("<w:p><w:r><w:t>Whole</w:t></w:r></w:p>")).problems())
        .isEmpty();
    assertThat(
            mailWith("z.docx", zip("[Content_Types].xml", "<T/>", "word/document.xml", "<d><p>"))
                .problems())
        .singleElement()
        .asString()
        .startsWith("z.docx is damaged");
  }

  @Test
  void no_more_is_read_than_of_a_text_file() throws IOException {
    var report =
        mailWith("long.docx", word("<w:p><w:t>" + "word ".repeat(20_000) + "</w:t></w:p>"));

    assertThat(report.text().length()).isLessThan(70_000);
    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith("long.docx is longer than what is read");
  }

  @Test
  void a_bomb_is_left_and_told() throws IOException {
    var report = mailWith("bomb.docx", word(" ".repeat(30 << 20)));

    assertThat(report.problems()).singleElement().asString().startsWith("bomb.docx was not read");
  }

  @Test
  void a_pdf_is_told_as_not_read() {
    var report = mailWith("scan.pdf", "%PDF-1.7\n1 0 obj".getBytes(UTF_8));

    assertThat(report.problems())
        .singleElement()
        .asString()
        .matches("scan.pdf is a PDF, whose text is not read. Open it yourself .*");
  }
}

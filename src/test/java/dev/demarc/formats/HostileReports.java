package dev.demarc.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The nastiest reports that somebody could make of a number of bytes: what a reader might go
 * through again and again, build a tree of, or unpack.
 */
final class HostileReports {

  private static final String MAIL = "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
  private static final String MULTIPART = MAIL + "Content-Type: multipart/mixed; boundary=B\r\n";

  /** Text that looks like the start of something over and over. */
  private static final String[] PIECES = {
    "a",
    " ",
    "\t \t",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\u00E9",
    "\u20AC",
    "1",
    "1.",
    "1.2.3.",
    "1.2.3.4.5.",
    "192.0.2.1 ",
    "192.0.2.1\n",
    "a@",
    "a@b.example ",
    "@",
    ".",
    ":",
    "::",
    "a:b:",
    "fe80::1 ",
    "http",
    "http:/",
    "http://",
    "hxxp://a[.]b/ ",
    "http://a.example/%20 ",
    "[.]",
    "(dot)",
    "[",
    "(",
    "<",
    ">",
    "> ",
    "<a",
    "<b>",
    "<p>",
    "<a href=http://b.example/>",
    "<table>",
    "<tr><td>",
    "<!--",
    "<![CDATA[",
    "<script>",
    "<style>",
    "<pre> ",
    "<svg><p>",
    "<select><option>",
    "</p>",
    "&amp;",
    "&#",
    "&amp",
    "123456789012 ",
    "account 123456789012 ",
    "i-0123456789abcdef0 ",
    "arn:aws:s3:::b/",
    "arn:aws:",
    "AKIA",
    "d41d8cd98f00b204e9800998ecf8427e ",
    "2026-01-01T00:00:00 ",
    "2026-01-01T00:00:00Z\n",
    "Date: 99-99\n",
    "Jan  1 00:00:00 a\n",
    "From: a\n",
    "> From: a@b.example\n> Subject: x\n> Date: y\n>\n",
    "Case ID: 1\n",
    "EC2 Instance Id: i-0123456789abcdef0\n",
    "The IP 192.0.2.1 has just been banned ",
    "detected abuse from the IP address ",
    "Spamvertised web site: http://a.example\n",
    "[ SpamCop V4 ]\nhttps://www.spamcop.net/w3m?i=z1\n",
    "Feedback-Type: abuse\nUser-Agent: a\n",
    "feedback-type:",
    "--B\r\n",
    "--B",
    "--\n",
    "=?utf-8?q?a?= ",
    "=",
    "=\r\n",
    "=41",
    "a,",
    "\"",
    "\",\"",
    "ip,url,date\n192.0.2.1,http://a.example,2026-01-01\n",
    "{",
    "[",
    "{\"a\":",
    "us-east-1 ",
    "Source: a\nReport-Type: b\nCategory: c\n",
    "version 1.2.3.4 ",
    "<<<",
    "by 2 days ",
    "within 24 hours ",
    "please reply within 24 hours. A",
    "reply by 1 May, ",
    "case ID 1 case ID ",
    "-----BEGIN PGP MESSAGE-----\n",
    "-----BEGIN PGP MESSAGE-----\n\nyxRiAAAAAABh\n-----END PGP MESSAGE-----\n",
    "BEGIN:VEVENT\nDESCRIPTION:a\\,\n b\n",
    "<notification_message><url_info url=\"http://a.example/\" ip=\"192.0.2.1\"/>"
  };

  private final int size;
  private final Map<String, Supplier<Submission>> all = new LinkedHashMap<>();

  private HostileReports(int size) {
    this.size = size;
  }

  /**
   * Reports by a name that says what they are made of; each is only made when it is asked for.
   *
   * @param size about as many bytes has each
   */
  static Map<String, Supplier<Submission>> of(int size) {
    var made = new HostileReports(size);
    made.different();
    made.headers();
    made.parts();
    made.encodings();
    made.archives();
    made.containers();
    made.xml();
    made.json();
    made.tables();
    made.arf();
    made.repeated();
    return made.all;
  }

  private void add(String name, String contentType, Supplier<byte[]> raw) {
    all.put(name, () -> new Submission(raw.get(), contentType, Samples.RECEIVED));
  }

  private void mail(String name, Supplier<String> text) {
    add(name, "message/rfc822", () -> bytes(text.get()));
  }

  private void json(String name, Supplier<String> text) {
    add(name, "application/json", () -> bytes(text.get()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String full(String piece) {
    return full(piece, size);
  }

  private static String full(String piece, int size) {
    return piece.repeat(Math.max(1, size / bytes(piece).length));
  }

  /** Pieces that differ by their number. */
  private static String full(IntFunction<String> piece, int size) {
    var text = new StringBuilder(size + 1_000);
    for (int n = 0; text.length() < size; n++) {
      text.append(piece.apply(n));
    }
    return text.toString();
  }

  private void repeated() {
    for (var piece : PIECES) {
      var shown = piece.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
      mail("text " + shown, () -> MAIL + "\r\n" + full(piece));
      mail("html " + shown, () -> MAIL + "Content-Type: text/html\r\n\r\n" + full(piece));
      mail(
          "flowed " + shown,
          () -> MAIL + "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n" + full(piece));
      mail(
          "file " + shown,
          () ->
              MULTIPART
                  + "\r\n--B\r\nContent-Type: text/plain; name=a.txt\r\n\r\n"
                  + full(piece)
                  + "\r\n--B--");
      mail("header " + shown, () -> MAIL + "Subject: " + full(piece) + "\r\n\r\nhi");
      mail("mail " + shown, () -> full(piece));
      add("bytes " + shown, "application/octet-stream", () -> bytes(full(piece)));
      add("csv " + shown, "text/csv", () -> bytes("title,ip\n" + full(piece)));
      json("title " + shown, () -> "{\"title\":\"" + full(escaped(piece)) + "\"}");
      json(
          "description " + shown,
          () -> "{\"description\":\"" + full(escaped(piece), Math.min(size, 999_999)) + "\"}");
      json(
          "message " + shown,
          () ->
              "{'Type':'Notification','TopicArn':'a','MessageId':'b','Message':'".replace('\'', '"')
                  + full(escaped(piece))
                  + "\"}");
    }
  }

  private static String escaped(String piece) {
    return piece
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\r", "\\r")
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace("\0", "\\u0000");
  }

  private void different() {
    Map<String, IntFunction<String>> kinds =
        Map.of(
            "addresses",
                n -> "10." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255) + "\n",
            "domains", n -> "a" + n + ".example.com\n",
            "URLs", n -> "http://a" + n + ".example.com/b?c=" + n + " ",
            "e-mail addresses", n -> "a" + n + "@example.com, ",
            "hashes", n -> "%032x ".formatted(n),
            "IPv6 addresses", n -> "2001:db8::%x:%x ".formatted(n >> 16, n & 0xFFFF),
            "labels", n -> "label" + n + ": value\n",
            "tags", n -> "<a" + n + ">",
            "attributes", n -> "<a b" + n + "=c>",
            "entities", n -> "&a" + n + ";");
    kinds.forEach(
        (name, piece) -> {
          mail("different " + name, () -> MAIL + "\r\n" + full(piece, size));
          mail(
              "different " + name + " in html",
              () -> MAIL + "Content-Type: text/html\r\n\r\n" + full(piece, size));
        });
  }

  private void headers() {
    mail("fields", () -> full("A: b\r\n") + "\r\nhi");
    mail("fields with different names", () -> full(n -> "A" + n + ": b\r\n", size) + "\r\nhi");
    mail("fields without a body", () -> MAIL + full("A: b\r\n"));
    mail("fields of 16 KiB", () -> MAIL + full("A: " + "b".repeat(16_000) + "\r\n") + "\r\nhi");
    mail("folded field", () -> MAIL + "A: b\r\n" + full(" c\r\n") + "\r\nhi");
    mail("folded subject", () -> MAIL + "Subject:\r\n" + full(" =?utf-8?q?a?=\r\n") + "\r\nhi");
    mail("To", () -> MAIL + full("To: a@b.example, c@d.example\r\n") + "\r\nhi");
    mail("one To", () -> MAIL + "To: " + full("a@b.example, ") + "\r\n\r\nhi");
    mail("one From of (", () -> "From: " + full("(") + "\r\n\r\nhi");
    mail("one From of <", () -> "From: " + full("<") + "\r\n\r\nhi");
    mail("one From of \"\\", () -> "From: " + full("\"\\") + "\r\n\r\nhi");
    mail("group From", () -> "From: " + full("a: b@c.example; ") + "\r\n\r\nhi");
    mail("References", () -> MAIL + full("References: <a@b>\r\n") + "\r\nhi");
    mail("Received", () -> MAIL + full("Received: from a (b [192.0.2.1]) by c; d\r\n") + "\r\nhi");
    mail("content type", () -> MAIL + "Content-Type: text/plain; " + full("a=\"") + "\r\n\r\nhi");
    mail(
        "parameters",
        () ->
            MAIL + "Content-Type: text/plain; " + full(n -> "a" + n + "=b; ", size) + "\r\n\r\nhi");
    mail(
        "continued file name",
        () ->
            MAIL
                + "Content-Disposition: attachment; "
                + full(n -> "filename*" + n + "*=%41; ", size)
                + "\r\n\r\nhi");
    mail(
        "boundary of 16 MB",
        () -> MAIL + "Content-Type: multipart/mixed; boundary=" + full("B") + "\r\n\r\n--B\r\n");
    mail("lines without a field", () -> full("no field\n"));
    mail("envelope lines", () -> full("From a b\n"));
    mail("line ends", () -> full("\r\n") + MAIL + "\r\nhi");
  }

  private void parts() {
    part("texts", "Content-Type: text/plain\r\n\r\n", "a b. ");
    part("empty parts", "\r\n", "");
    part("HTML parts", "Content-Type: text/html\r\n\r\n", "<b>");
    part("HTML tables", "Content-Type: text/html\r\n\r\n", "<table><tr><td>a");
    part("text files", "Content-Type: text/plain; name=a.txt\r\n\r\n", "192.0.2.1 a.example ");
    part(
        "lists of JSON",
        "Content-Type: application/json; name=a.json\r\n\r\n",
        "[],",
        "{\"a\":[",
        "1]}");
    part("JSON", "Content-Type: application/json; name=a.json\r\n\r\n", "1,", "{\"a\":[", "1]}");
    part(
        "YAML",
        "Content-Type: text/plain\r\n\r\n",
        "a: {b: c}\n",
        "Report-Type: a\nSource: b\n",
        "");
    part("XML files", "Content-Type: text/xml; name=a.xml\r\n\r\n", "<a>b</a>", "<feedback>", "");
    part("tables", "Content-Type: text/csv; name=a.csv\r\n\r\n", "192.0.2.1,b\n", "ip,url\n", "");
    part("feedback", "Content-Type: message/feedback-report\r\n\r\n", "Source-IP: 1\r\n");
    part("headers only", "Content-Type: text/rfc822-headers\r\n\r\n", "Received: a\r\n");
    part("quoted-printable", "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=41");
    part("fields of parts", "", "A: b\r\n");
    part("mails", "Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\n", "a@b.example ");
    part(
        "mails of HTML",
        "Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nContent-Type: text/html\r\n\r\n",
        "<b>");
    part(
        "mails of quotes",
        "Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\n",
        "> From: a@b.example\n> Subject: x\n> Date: y\n>\n");
    mail(
        "mails of YAML",
        () ->
            MULTIPART
                + "\r\n"
                + full(
                    "--B\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n\r\n"
                        + "Report-Type: a\n"
                        + "- [{a: b}, [c]]\n".repeat(4_000)
                        + "\r\n")
                + "--B--");
    mail("parts without end", () -> MULTIPART + "\r\n" + full("--B\r\n\r\n"));
    mail("boundaries that are none", () -> MULTIPART + "\r\n--B\r\n\r\n" + full("--Bx\r\n"));
    mail("boundaries in a line", () -> MULTIPART + "\r\n--B\r\n\r\n" + full("--B"));
    mail("dashes", () -> MULTIPART + "\r\n--B\r\n\r\n" + full("\r\n-"));
    mail("preamble", () -> MULTIPART + "\r\n" + full("a b\r\n"));
    mail("epilogue", () -> MULTIPART + "\r\n--B\r\n\r\nhi\r\n--B--\r\n" + full("a b\r\n"));
    mail(
        "boundary of 70",
        () ->
            MAIL
                + "Content-Type: multipart/mixed; boundary="
                + "-".repeat(70)
                + "\r\n\r\n"
                + full("-".repeat(71) + "\r\n"));
    mail(
        "multiparts in multiparts",
        () -> full(n -> MULTIPART.replace("=B", "=B" + n) + "\r\n--B" + n + "\r\n", size));
    mail("mails in mails", () -> MAIL + full("Content-Type: message/rfc822\r\n\r\n") + "x");
    mail(
        "five mails in mails around a text",
        () ->
            MAIL
                + "Content-Type: message/rfc822\r\n\r\n".repeat(5)
                + "From: a@b.example\r\n\r\n"
                + full("a b. "));
    mail(
        "five mails in mails around HTML",
        () ->
            MAIL
                + "Content-Type: message/rfc822\r\n\r\n".repeat(5)
                + "From: a@b.example\r\nContent-Type: text/html\r\n\r\n"
                + full("<p>a@b.example "));
    mail(
        "ten multiparts around a text",
        () ->
            full(
                    n ->
                        "Content-Type: multipart/mixed; boundary=B"
                            + n
                            + "\r\n\r\n--B"
                            + n
                            + "\r\n",
                    600)
                + "\r\n"
                + full("a b. \r\n"));
    mail(
        "file around a mail",
        () ->
            MULTIPART
                + "\r\n--B\r\nContent-Type: application/octet-stream; name=a.bin\r\n\r\n"
                + full("\u0001\u0002"));
  }

  private void part(String name, String head, String piece) {
    part(name, head, piece, "", "");
  }

  /** A thousand parts that share the bytes, and one part that has them all. */
  private void part(String name, String head, String piece, String start, String end) {
    int each = size / 1_000 - head.length() - 20;
    mail(
        "1,000 " + name,
        () ->
            MULTIPART
                + "\r\n"
                + ("--B\r\n"
                        + head
                        + start
                        + (piece.isEmpty() ? "" : full(piece, each))
                        + end
                        + "\r\n")
                    .repeat(1_000)
                + "--B--");
    mail(
        "one part of " + name,
        () ->
            MULTIPART
                + "\r\n--B\r\n"
                + head
                + start
                + (piece.isEmpty() ? "" : full(piece, size))
                + end
                + "\r\n--B--");
  }

  private void encodings() {
    encoded("quoted-printable", "=41");
    encoded("quoted-printable", "=\r\n");
    encoded("quoted-printable", "=");
    encoded("quoted-printable", "=4");
    encoded("quoted-printable", " ");
    encoded("quoted-printable", "a");
    encoded("base64", "QUJD");
    encoded("base64", "Q");
    encoded("base64", "!");
    encoded("base64", "=");
    encoded("base64", "Q=");
    encoded("base64", "QUJD\r\n");
    encoded("x-uuencode", "M");
    encoded("7bit", "\u20AC");
    for (var charset :
        new String[] {"utf-7", "utf-16", "utf-32", "iso-2022-jp", "gb18030", "big5"}) {
      mail(
          charset,
          () ->
              MAIL
                  + "Content-Type: text/plain; charset="
                  + charset
                  + "\r\n\r\n"
                  + full("+AGE-\u001b$B"));
    }
  }

  private void encoded(String encoding, String piece) {
    for (var type : new String[] {"text/plain", "text/html", "application/octet-stream"}) {
      mail(
          encoding + " " + piece.replace("\r\n", "\\n") + " in " + type,
          () ->
              MAIL
                  + "Content-Type: "
                  + type
                  + "\r\nContent-Transfer-Encoding: "
                  + encoding
                  + "\r\n\r\n"
                  + full(piece));
    }
  }

  private void archives() {
    Supplier<byte[]> bomb = () -> gzip("a".repeat(16 << 20));
    Supplier<byte[]> rows =
        () -> zip("a.csv", "ip,url\n" + "192.0.2.1,http://a.example\n".repeat(500_000));
    Supplier<byte[]> xml =
        () -> gzip("<feedback>" + "<record><row></row></record>".repeat(500_000));
    Supplier<byte[]> small =
        () -> zip("a.csv", "ip,url\n" + "192.0.2.1,http://a.example\n".repeat(35_000));
    Supplier<byte[]> smallXml =
        () -> zip("a.xml", "<feedback>" + "<record><row></row></record>".repeat(35_000));
    Supplier<byte[]> json = () -> gzip("{\"a\":[" + "[],".repeat(5_000_000) + "[]]}");
    files("gzip bombs", "a.gz", bomb);
    files("gzip bombs called DMARC", "a!b!1!2.xml.gz", bomb);
    files("gzip bombs called tables", "a.csv.gz", bomb);
    files("packed tables", "a.zip", rows);
    files("small packed tables", "a.zip", small);
    files("packed DMARC", "a!b!1!2.xml.gz", xml);
    files("small packed DMARC", "a.zip", smallXml);
    files("packed TLS reports", "a.json.gz", json);
    add(
        "zip of 16 MB stored",
        "message/rfc822",
        () -> file("a.zip", zip("a.bin", full("a", size / 2)), "application/zip"));
    add(
        "zip of 20,000 names",
        "message/rfc822",
        () -> file("a.zip", zipOfNames(Math.min(65_000, size / 120)), "application/zip"));
    add(
        "zip signatures",
        "message/rfc822",
        () -> file("a.zip", bytes(full("PK\3\4")), "application/zip"));
    add("tar", "message/rfc822", () -> file("a.tar", tar(), "application/x-tar"));
    add(
        "gzip of gzip",
        "message/rfc822",
        () -> file("a.gz", gzip(gzip(gzip(bytes(full("a"))))), "application/gzip"));
    add(
        "gzip members",
        "message/rfc822",
        () -> file("a.gz", repeated(gzip(""), size * 3 / 4), "application/gzip"));
  }

  private void files(String name, String fileName, Supplier<byte[]> file) {
    add(
        "mail full of " + name,
        "message/rfc822",
        () -> {
          var part =
              "--B\r\nContent-Type: application/octet-stream\r\n"
                  + "Content-Disposition: attachment; filename=\""
                  + fileName
                  + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                  + Base64.getEncoder().encodeToString(file.get())
                  + "\r\n";
          return bytes(
              MULTIPART
                  + "\r\n"
                  + part.repeat(Math.max(1, Math.min(1_000, size / part.length())))
                  + "--B--");
        });
    add(
        "one of " + name,
        "message/rfc822",
        () -> file(fileName, file.get(), "application/octet-stream"));
  }

  private static byte[] file(String name, byte[] content, String type) {
    return bytes(
        MULTIPART
            + "\r\n--B\r\nContent-Type: "
            + type
            + "\r\nContent-Disposition: attachment; filename=\""
            + name
            + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(content)
            + "\r\n--B--");
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    var out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(String text) {
    return gzip(bytes(text));
  }

  private static byte[] gzip(byte[] content) {
    return written(
        out -> {
          try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
          }
        });
  }

  private static byte[] zip(String name, String text) {
    return written(
        out -> {
          try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes(text));
          }
        });
  }

  private static byte[] zipOfNames(int names) {
    return written(
        out -> {
          try (var zip = new ZipOutputStream(out)) {
            for (int n = 0; n < names; n++) {
              zip.putNextEntry(new ZipEntry(n + ".csv"));
              zip.write('a');
            }
          }
        });
  }

  private byte[] tar() {
    var header = new byte[512];
    header[0] = 'a';
    System.arraycopy(bytes("00000000000\0"), 0, header, 124, 12);
    System.arraycopy(bytes("ustar\00000"), 0, header, 257, 8);
    int sum = 8 * ' ';
    for (byte b : header) {
      sum += b;
    }
    System.arraycopy(bytes("%06o\0 ".formatted(sum)), 0, header, 148, 8);
    return repeated(header, size * 3 / 4);
  }

  private static byte[] repeated(byte[] piece, int size) {
    return written(
        out -> {
          for (int n = 0; n < size / piece.length; n++) {
            out.write(piece);
          }
        });
  }

  private void containers() {
    container(
        "CMS of lengths without end",
        "smime.p7m",
        () -> repeated(new byte[] {0x30, (byte) 0x80}, size / 2));
    container("CMS of small pieces", "smime.p7m", this::smallPieces);
    container("OpenPGP packets", "a.pgp", () -> repeated(new byte[] {(byte) 0xC2, 1, 0}, size / 2));
    container("TNEF attributes", "winmail.dat", () -> tnef(0x8004, new byte[2]));
    container("TNEF files", "winmail.dat", () -> tnef(0x9002, new byte[2]));
    container("TNEF properties", "winmail.dat", () -> tnef(0x9003, properties(size / 4)));
    container("TNEF groups", "winmail.dat", () -> rtf("{"));
    container("TNEF words", "winmail.dat", () -> rtf("\\u1 \\'e4"));
    container("TNEF tags", "winmail.dat", () -> rtf("\\fromhtml1 {\\*\\htmltag <a>}"));
    container("compound file of one sector", "a.msg", () -> compound(0));
    container("compound file of entries", "a.msg", () -> compound(-2));
  }

  private void container(String name, String fileName, Supplier<byte[]> content) {
    add(name, "message/rfc822", () -> file(fileName, content.get(), "application/octet-stream"));
  }

  /** A signed message whose octets come one by one, to the end. */
  private byte[] smallPieces() {
    var head =
        new byte[] {
          0x30,
          (byte) 0x80,
          6,
          9,
          0x2A,
          (byte) 0x86,
          0x48,
          (byte) 0x86,
          (byte) 0xF7,
          0x0D,
          1,
          7,
          2,
          (byte) 0xA0,
          (byte) 0x80,
          0x30,
          (byte) 0x80,
          2,
          1,
          1,
          0x31,
          0,
          0x30,
          (byte) 0x80,
          6,
          9,
          0x2A,
          (byte) 0x86,
          0x48,
          (byte) 0x86,
          (byte) 0xF7,
          0x0D,
          1,
          7,
          1,
          (byte) 0xA0,
          (byte) 0x80,
          0x24,
          (byte) 0x80
        };
    return written(
        out -> {
          out.write(head);
          out.write(repeated(new byte[] {4, 1, 'a'}, size / 2));
          out.write(new byte[20]);
        });
  }

  private static byte[] little(long number, int bytes) {
    var out = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      out[i] = (byte) (number >> 8 * i);
    }
    return out;
  }

  /** Attributes of one kind, as many as there is room for. */
  private byte[] tnef(int id, byte[] data) {
    var attribute =
        written(
            out -> {
              out.write(1);
              out.write(little(id, 4));
              out.write(little(data.length, 4));
              out.write(data);
              out.write(new byte[2]);
            });
    return written(
        out -> {
          out.write(little(0x223E9F78, 4));
          out.write(new byte[2]);
          out.write(repeated(attribute, Math.max(attribute.length, size / 2)));
        });
  }

  private static byte[] properties(int size) {
    return written(
        out -> {
          out.write(little(size / 8, 4));
          out.write(repeated(new byte[] {3, 0, 0, 16, 0, 0, 0, 0}, size));
        });
  }

  private byte[] rtf(String piece) {
    var words = bytes("{\\rtf1\\ansi " + full(piece, size / 2));
    var stream =
        written(
            out -> {
              out.write(little(words.length + 12, 4));
              out.write(little(words.length, 4));
              out.write(little(0x414C454D, 4));
              out.write(new byte[4]);
              out.write(words);
            });
    return tnef(
        0x9003,
        written(
            out -> {
              out.write(little(1, 4));
              out.write(new byte[] {2, 1, 9, 16});
              out.write(little(1, 4));
              out.write(little(stream.length, 4));
              out.write(stream);
            }));
  }

  /** Every sector says that this one follows, and holds a stream that is as large as the file. */
  private byte[] compound(int next) {
    var sector = new byte[512];
    for (int i = 0; i < 512; i += 4) {
      System.arraycopy(little(next < 0 ? i : next, 4), 0, sector, i, 4);
    }
    var header = new byte[512];
    System.arraycopy(little(0xE11AB1A1E011CFD0L, 8), 0, header, 0, 8);
    header[30] = 9;
    header[32] = 6;
    header[57] = 16;
    return written(
        out -> {
          out.write(header);
          out.write(repeated(sector, size / 2));
        });
  }

  private void xml() {
    xml("entities", () -> "<!DOCTYPE f [<!ENTITY a \"b\">]><feedback>" + full("&a;"));
    xml("undeclared entities", () -> "<feedback>" + full("&a;"));
    xml("character references", () -> "<feedback><a>" + full("&#65;"));
    xml("elements", () -> "<feedback>" + full("<a/>"));
    xml("different elements", () -> "<feedback>" + full(n -> "<a" + n + ">b</a" + n + ">", size));
    xml(
        "different elements of a record",
        () -> "<feedback><record>" + full(n -> "<a" + n + ">b</a" + n + ">", size));
    xml("attributes", () -> "<feedback " + full(n -> "a" + n + "='b' ", size) + ">");
    xml("different attributes", () -> "<feedback>" + full(n -> "<a b" + n + "='c'/>", size));
    xml("namespaces", () -> "<feedback>" + full(n -> "<a xmlns:b" + n + "='c'>", size));
    xml("depth", () -> "<feedback>" + full("<a>"));
    xml("text", () -> "<feedback><a>" + full("b"));
    xml("a name", () -> "<feedback><" + full("b"));
    xml("comments", () -> "<feedback>" + full("<!---->"));
    xml("instructions", () -> "<feedback>" + full("<?a b?>"));
    xml("sections", () -> "<feedback><a>" + full("<![CDATA[b]]>"));
    xml("spaces", () -> full(" ") + "<feedback>");
    xml("spaces in a document", () -> "<?xml version='1.0'?>" + full(" ") + "<feedback>");
    xml(
        "records",
        () ->
            "<feedback>"
                + full(
                    n ->
                        "<record><row><source_ip>10."
                            + (n >> 16 & 255)
                            + "."
                            + (n >> 8 & 255)
                            + "."
                            + (n & 255)
                            + "</source_ip><count>1</count></row></record>",
                    size));
  }

  private void xml(String name, Supplier<String> xml) {
    mail(
        "XML " + name,
        () ->
            MULTIPART
                + "\r\n--B\r\nContent-Type: text/xml; name=\"a!b!1!2.xml\"\r\n\r\n"
                + xml.get()
                + "\r\n--B--");
  }

  private void json() {
    for (var start :
        Map.of(
                "form", "'title':'a','sources':",
                "GuardDuty", "'type':'Recon:EC2/Portscan','id':'a','accountId':'1','resource':",
                "ASFF", "'ProductArn':'a','Resources':",
                "Health", "'eventTypeCode':'AWS_ABUSE_A','eventArn':'b','affectedEntities':",
                "OCSF", "'class_uid':2004,'metadata':{},'observables':",
                "XARF v4",
                    "'xarf_version':'4.2.0','category':'messaging','type':'spam','evidence':",
                "XARF v3", "'Version':'3','ReporterInfo':{},'Report':",
                "event", "'source':'a','detail-type':'b','detail':{'a':1},'resources':",
                "findings", "'Findings':",
                "signal", "'report':{'xarf':{}},'a':")
            .entrySet()) {
      for (var value :
          new String[] {"1", "{}", "[]", "\"a\"", "{\"Id\":\"i-1\"}", "1e999999999", "null"}) {
        json(
            start.getKey() + " of " + value,
            () ->
                "{" + start.getValue().replace('\'', '"') + "[" + full(value + ",") + value + "]}");
      }
      json(
          start.getKey() + " with names",
          () ->
              "{"
                  + start.getValue().replace('\'', '"')
                  + "{"
                  + full(n -> "\"" + n + "\":1,", size)
                  + "\"a\":1}}");
    }
    intelligence();
    json("depth of lists", () -> full("["));
    json("depth of objects", () -> full("{\"a\":"));
    json("a list", () -> "[" + full("1,") + "1]");
    json("a list of lists", () -> "[" + full("[],") + "1]");
    json("one number", () -> "{\"title\":" + full("9") + "}");
    json("one fraction", () -> "{\"title\":0." + full("9") + "}");
    json("one name", () -> "{\"" + full("a") + "\":1}");
    json("escapes", () -> "{\"title\":\"" + full("\\u0041") + "\"}");
    json("halves", () -> "{\"title\":\"" + full("\\ud800") + "\"}");
    json("escaped names", () -> "{" + full(n -> "\"\\u0041" + n + "\":1,", size) + "\"a\":1}");
    json("one name again and again", () -> "{" + full("\"a\":1,") + "\"a\":1}");
    json("spaces", () -> full(" ") + "{}");
    json("objects after another", () -> full("{} "));
    add(
        "text that starts as JSON",
        "text/plain",
        () -> bytes("{" + full("\"a\":[1,2,3],") + "\"a\":1"));
    mail(
        "topic mail of JSON",
        () ->
            "From: no-reply@sns.amazonaws.com\r\n\r\n"
                + "{\"source\":\"a\",\"detail-type\":\"b\",\"detail\":["
                + full("{},")
                + "1]}");
    mail(
        "TLS report of policies",
        () ->
            MULTIPART
                + "\r\n"
                + "--B\r\n"
                + "Content-Type: application/tlsrpt+json\r\n\r\n"
                + "{\"report-id\":1,\"policies\":["
                + full("{},")
                + "{}]}\r\n--B--");
  }

  private void intelligence() {
    for (var piece :
        new String[] {
          "[url:value = 'http://a.example'] OR ",
          "[",
          "(",
          "'",
          "a:b.'",
          "a:b[1]",
          "a:b IN (",
          "\\\\",
          "="
        }) {
      json(
          "STIX pattern of " + piece,
          () ->
              "{'type':'indicator','id':'indicator--1','pattern':'".replace('\'', '"')
                  + full(piece)
                  + "\"}");
    }
    stix(
        "STIX indicators",
        n -> "'type':'indicator','pattern':'[url:value=`http://a" + n + ".example`]'");
    stix(
        "STIX traffic",
        n -> "'type':'network-traffic','src_ref':'x--1','dst_ref':'x--2','src_port':1");
    stix(
        "STIX addresses",
        n -> "'type':'ipv4-addr','value':'192.0." + n % 256 + "." + n / 256 % 256 + "'");
    stix(
        "STIX sightings",
        n -> "'type':'sighting','sighting_of_ref':'x--1','observed_data_refs':['x--2']");
    stix(
        "STIX relationships",
        n ->
            "'type':'relationship','relationship_type':'resolves-to','source_ref':'x--1','target_ref':'x--2'");
    stix(
        "STIX 2.0 observations",
        n ->
            "'type':'observed-data','objects':{'0':{'type':'url','value':'http://a"
                + n
                + ".example'}}");
    stix(
        "STIX indicators with words",
        n -> "'type':'indicator','name':'" + n + " named ".repeat(20) + "','pattern':'[a:b=`c`]'");
    stix("STIX threats", n -> "'type':'malware','labels':['" + n + "','what it is','" + n + "']");
    json(
        "STIX message to many",
        () ->
            "{\"type\":\"bundle\",\"objects\":[{\"type\":\"email-message\",\"id\":\"x--0\",\"to_refs\":["
                + full("\"x--1\",")
                + "1]},{\"type\":\"file\",\"id\":\"x--1\",\"hashes\":{\"a\":\"d41d8cd98f00b204e9800998ecf8427e\"}}]}");
    json(
        "MISP attributes",
        () ->
            "{\"Event\":{\"Attribute\":["
                + full(
                    n ->
                        "{\"type\":\"url\",\"to_ids\":true,\"value\":\"http://a"
                            + n
                            + ".example\"},",
                    size)
                + "{}]}}");
    json("MISP events", () -> "{\"response\":[" + full("{\"Event\":{\"Attribute\":[]}},") + "{}]}");
    json(
        "MISP attributes with tags",
        () ->
            "{\"Event\":{\"Attribute\":["
                + full(
                    "{\"type\":\"ip-src\",\"to_ids\":true,\"value\":\"192.0.2.1\",\"Tag\":["
                        + "{\"name\":\"one:two=three\"},".repeat(50)
                        + "{}]},")
                + "{}]}}");
    json(
        "MISP events of words",
        () ->
            "{\"response\":["
                + full(
                    "{\"Event\":{\"Attribute\":[{\"type\":\"text\",\"value\":\""
                        + "a@b.example ".repeat(20_000)
                        + "\"}]}},")
                + "{}]}");
    json(
        "MISP galaxies",
        () ->
            "{\"Event\":{\"Attribute\":[],\"Galaxy\":[{\"GalaxyCluster\":["
                + full(n -> "{\"value\":\"" + n + "\"},", size)
                + "{}]}]}}");
  }

  private void stix(String name, IntFunction<String> fields) {
    json(
        name,
        () ->
            "{\"type\":\"bundle\",\"objects\":["
                + full(
                    n ->
                        "{"
                            + fields.apply(n).replace('\'', '"').replace('`', '\'')
                            + ",\"id\":\"x--"
                            + n
                            + "\"},",
                    size)
                + "{}]}");
  }

  private void tables() {
    table("one row", () -> "ip,url\n" + full("192.0.2.1,"));
    table("columns", () -> full(n -> "a" + n + ",", size));
    table(
        "10,000 columns in rows",
        () -> full("a,", size / 50) + "\n" + full("b,".repeat(10_000) + "\n", size));
    table(
        "200 columns in rows",
        () -> "ip,".repeat(199) + "url\n" + full("b,".repeat(200) + "\n", size));
    table(
        "different columns in rows",
        () -> full(n -> "a" + n + ",", 1_200) + "\n" + full("b,".repeat(200) + "\n", size));
    table("an open quote", () -> "ip,url\n\"" + full("a\n"));
    table("quotes", () -> "ip,url\n" + full("\"\"\"\","));
    table("empty rows", () -> "ip,url\n" + full("\n"));
    table("a cell", () -> "ip,url\n" + full("a"));
    table("rows of addresses", () -> "timestamp,ip\n" + full("2026-01-01 00:00:00,192.0.2.1\n"));
    table(
        "rows of different addresses",
        () ->
            "timestamp,ip\n"
                + full(
                    n -> "2026-01-01 00:00:00,10." + (n >> 8 & 255) + ".0." + (n & 255) + "\n",
                    size));
    table("rows that name nothing", () -> "timestamp,ip\n" + full("a,b\n"));
  }

  private void table(String name, Supplier<String> table) {
    add("CSV " + name, "text/csv", () -> bytes(table.get()));
    mail(
        "table " + name,
        () ->
            MULTIPART
                + "\r\n--B\r\nContent-Type: text/csv; name=a.csv\r\n\r\n"
                + table.get()
                + "\r\n--B--");
  }

  private void arf() {
    var head =
        MAIL
            + "Content-Type: multipart/report; report-type=feedback-report; boundary=B\r\n\r\n"
            + "--B\r\nContent-Type: message/feedback-report\r\n\r\n"
            + "Feedback-Type: abuse\r\nUser-Agent: a\r\nVersion: 1\r\n";
    var original = "\r\n--B\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n";
    mail("feedback of URIs", () -> head + full("Reported-URI: http://a.example/\r\n") + "--B--");
    mail("feedback of one field", () -> head + "Source-IP: " + full("1.") + "\r\n--B--");
    mail(
        "feedback of recipients", () -> head + full("Original-Rcpt-To: a@b.example\r\n") + "--B--");
    mail(
        "feedback about a large text",
        () -> head + original + "\r\n" + full("a@b.example ") + "\r\n--B--");
    mail(
        "feedback about large HTML",
        () ->
            head
                + original
                + "Content-Type: text/html\r\n\r\n"
                + full("<b>a@b.example ")
                + "\r\n--B--");
    mail("feedback about large headers", () -> head + original + full("A: b\r\n") + "\r\n--B--");
  }
}

package dev.demarc.publicform;

import dev.demarc.formats.files.EvidenceFile;
import dev.demarc.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A report with files as Demarc's own multipart form (RFC 7578). It is written anew and not kept as
 * it was sent: a stranger's parts may name fields that the form for strangers has not, such as how
 * severe it is.
 */
record WrittenMultipart(String contentType, byte[] body) {

  /**
   * @param fields as Demarc's JSON form has them
   */
  static WrittenMultipart of(Map<String, Object> fields, List<EvidenceFile> files) {
    var content = new ByteArrayOutputStream();
    // of all that is in it: no part can have it in itself, and the same form has the same again
    var boundary = "demarc-" + digest(fields, files);
    fields.forEach((name, value) -> field(content, boundary, name, value));
    files.forEach(file -> file(content, boundary, file));
    write(content, "--" + boundary + "--\r\n");
    return new WrittenMultipart("multipart/form-data; boundary=" + boundary, content.toByteArray());
  }

  private static String digest(Map<String, Object> fields, List<EvidenceFile> files) {
    var all = new ByteArrayOutputStream();
    write(all, fields.toString());
    for (var file : files) {
      write(all, "\n" + file.fileName() + "\n" + file.contentType() + "\n");
      all.writeBytes(Sha256.of(file.content()));
    }
    return HexFormat.of().formatHex(Sha256.of(all.toByteArray()), 0, 20);
  }

  private static void field(
      ByteArrayOutputStream content, String boundary, String name, Object value) {
    if (value instanceof List<?> several) {
      several.forEach(one -> field(content, boundary, name, one));
    } else if (value instanceof Map<?, ?> inside) {
      inside.forEach((inner, one) -> field(content, boundary, name + "." + inner, one));
    } else {
      write(content, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name);
      write(content, "\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n" + value + "\r\n");
    }
  }

  private static void file(ByteArrayOutputStream content, String boundary, EvidenceFile file) {
    write(content, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"files\"");
    write(content, "; filename=\"" + file.fileName() + "\"\r\nContent-Type: ");
    write(content, file.contentType() + "\r\n\r\n");
    content.writeBytes(file.content());
    write(content, "\r\n");
  }

  private static void write(ByteArrayOutputStream content, String text) {
    content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}

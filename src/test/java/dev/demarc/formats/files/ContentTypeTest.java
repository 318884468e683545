package dev.demarc.formats.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.formats.Samples;
import dev.demarc.formats.Submission;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file is what its bytes are, whatever it is called. */
class ContentTypeTest {

  private static final byte[] PROGRAM = bytes("MZ\u0090\0\u0003\0\0\0\u0004\0\0\0\u00ff\u00ff\0\0");

  @ParameterizedTest
  @CsvSource({
    "MZ, application/x-msdownload",
    "\u007fELF, application/x-elf",
    "<html><body>, text/html",
    "<svg xmlns='http://www.w3.org/2000/svg'>, image/svg+xml",
    "#!/bin/sh, application/x-sh",
    "%PDF-1.7, application/pdf",
    "GIF89a, image/gif",
    "Nov 20 10:00:00 host sshd[1]: Failed password, text/plain",
  })
  void typesFollowTheBytes(String start, String type) {
    assertThat(ContentType.of(bytes(start))).isEqualTo(type);
  }

  @Test
  void a_windows_shortcut_is_known() {
    var shortcut = new byte[76];
    var start = bytes("L\0\0\0\u0001\u0014\u0002\0\0\0\0\0\u00c0\0\0\0\0\0\0F");
    System.arraycopy(start, 0, shortcut, 0, start.length);
    assertThat(ContentType.of(shortcut)).isEqualTo("application/x-ms-shortcut");
  }

  @Test
  void of_nothing_nothing_is_known() {
    assertThat(ContentType.of(new byte[0])).isEqualTo(ContentType.UNKNOWN);
    assertThat(ContentType.of(new byte[] {0, 0, 1, 2, 3})).isEqualTo(ContentType.UNKNOWN);
  }

  @Test
  void an_attached_program_that_says_it_is_a_picture_is_shown_as_disguised() {
    var attachment =
        Samples.read(mailWith("holiday.jpg", "image/jpeg", PROGRAM)).attachments().get(0);
    assertThat(attachment.contentType()).isEqualTo("image/jpeg");
    assertThat(attachment.detectedType()).isEqualTo("application/x-msdownload");
    assertThat(attachment.warning())
        .isEqualTo("It says it is image/jpeg and is a program (application/x-msdownload).");
  }

  @Test
  void a_program_under_a_documents_name_is_disguised_whatever_type_it_declares() {
    var mail = mailWith("invoice.pdf", "application/octet-stream", PROGRAM);
    assertThat(Samples.read(mail).attachments().get(0).warning())
        .isEqualTo(
            "Its name is that of application/pdf and it is a program (application/x-msdownload).");
  }

  @Test
  void a_page_that_says_it_is_a_picture_is_disguised() {
    assertThat(ContentType.disguise("a.png", "image/png; name=a.png", "text/html"))
        .isEqualTo("It says it is image/png and can run scripts (text/html).");
    assertThat(ContentType.disguise("a.png", "IMAGE/PNG", "image/svg+xml")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "setup.exe, application/octet-stream, application/x-msdownload",
    "setup.exe, application/x-msdownload, application/x-msdownload",
    "page.html, text/html, text/html",
    "page.txt, text/plain, text/html",
    "logo.svg, image/svg+xml, image/svg+xml",
    "log.txt, text/plain, text/plain",
    "photo.jpg, image/jpeg, image/png",
    "photo.jpg, image/jpeg, application/octet-stream",
  })
  void whatSaysWhatItIsAndWhatHarmsNobodyIsNotDisguised(
      String name, String declared, String detected) {
    assertThat(ContentType.disguise(name, declared, detected)).isNull();
  }

  private static Submission mailWith(String name, String type, byte[] content) {
    return Samples.mail(
        """
        From: a@example.com
        Subject: files
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        See attached.
        --b
        Content-Type: %s
        Content-Disposition: attachment; filename="%s"
        Content-Transfer-Encoding: base64

        %s
        --b--
        """
            .formatted(type, name, Base64.getEncoder().encodeToString(content)));
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }
}

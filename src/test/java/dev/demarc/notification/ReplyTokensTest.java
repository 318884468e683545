package dev.demarc.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.DemarcTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DemarcTest
class ReplyTokensTest {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @Inject ReplyTokens tokens;

  private String hidden(String mail) {
    return new String(
        tokens.hiddenIn(mail.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_token_of_ours_is_taken_out_wherever_it_stands() {
    var mail =
        "To: Demarc <demarc+"
            + TOKEN
            + "@demarc.example>\r\n"
            + "In-Reply-To: <"
            + TOKEN.toUpperCase()
            + "@demarc.example>\r\n\r\n"
            + "quoted: demarc+"
            + TOKEN.substring(0, 20)
            + "=\r\n"
            + TOKEN.substring(20)
            + "=40demarc.ex=\r\nample\r\n";
    assertThat(hidden(mail))
        .doesNotContainIgnoringCase(TOKEN)
        .doesNotContain(TOKEN.substring(20))
        .contains("To: Demarc <demarc+" + "-".repeat(32) + "@demarc.example>\r\n");
  }

  @Test
  void base64_is_looked_into_and_stays_base64() {
    var text = "Ä quoted mail: demarc+" + TOKEN + "@demarc.example, and more text after it. ";
    var encoded =
        Base64.getMimeEncoder().encodeToString(text.repeat(5).getBytes(StandardCharsets.UTF_8));
    var mail = "Content-Transfer-Encoding: base64\r\n\r\n" + encoded + "\r\n\r\n--x--\r\n";
    var hidden = hidden(mail);
    var body = hidden.substring(hidden.indexOf("\r\n\r\n") + 4, hidden.indexOf("\r\n\r\n--x--"));
    assertThat(new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8))
        .isEqualTo(text.repeat(5).replace(TOKEN, "-".repeat(32)));
  }

  @Test
  void what_is_no_token_of_ours_stays_byte_for_byte() {
    for (var mail :
        List.of(
            "Message-ID: <" + TOKEN + "@elsewhere.example>\r\n\r\nmd5 " + TOKEN + "\r\n",
            "To: demarc+" + TOKEN.substring(1) + "@demarc.example\r\n\r\n\0\u00ff",
            "x\r\n\r\n" + Base64.getMimeEncoder().encodeToString(new byte[500]) + "\r\n")) {
      assertThat(hidden(mail)).isEqualTo(mail);
    }
  }

  @Test
  void in_a_tree_of_details_every_text_is_looked_at() {
    var at = TOKEN + "@demarc.example";
    assertThat(tokens.hiddenIn(Map.of("a", List.of(Map.of("b", at)), "c", 1)).toString())
        .doesNotContain(TOKEN)
        .contains("c=1");
  }
}

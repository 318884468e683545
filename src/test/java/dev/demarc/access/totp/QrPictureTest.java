package dev.demarc.access.totp;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTest {

  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

  @Test
  void the_path_draws_exactly_the_modules_of_the_code() {
    var text = TotpSecret.random().address("Demarc", "somebody");
    var picture = QrPicture.of(text);
    assertThat(picture.path()).matches("(M\\d+ \\d+h\\d+v1h-\\d+z)+");
    var drawn = new BufferedImage(picture.size(), picture.size(), BufferedImage.TYPE_INT_RGB);
    var runs = RUN.matcher(picture.path());
    while (runs.find()) {
      assertThat(runs.group(3)).isEqualTo(runs.group(4));
      for (int i = 0; i < Integer.parseInt(runs.group(3)); i++) {
        drawn.setRGB(
            Integer.parseInt(runs.group(1)) + i,
            Integer.parseInt(runs.group(2)),
            Color.WHITE.getRGB());
      }
    }
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    for (int y = -4; y < code.size + 4; y++) {
      for (int x = -4; x < code.size + 4; x++) {
        assertThat(drawn.getRGB(x + 4, y + 4) == Color.WHITE.getRGB())
            .isEqualTo(code.getModule(x, y));
      }
    }
  }
}

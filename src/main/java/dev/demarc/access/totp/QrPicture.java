package dev.demarc.access.totp;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as one path of an SVG picture, so that a page shows it without a script or an image.
 *
 * @param size width and height of the picture in modules, with the empty margin around the code
 * @param path the dark modules, in the syntax of SVG's attribute {@code d}: digits and letters only
 */
public record QrPicture(int size, String path) {

  /** ISO/IEC 18004 wants four empty modules on each side. */
  private static final int MARGIN = 4;

  public static QrPicture of(String text) {
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          int start = x;
          while (code.getModule(x + 1, y)) {
            x++;
          }
          int width = x + 1 - start;
          path.append('M').append(start + MARGIN).append(' ').append(y + MARGIN);
          path.append('h').append(width).append("v1h-").append(width).append('z');
        }
      }
    }
    return new QrPicture(code.size + 2 * MARGIN, path.toString());
  }
}

package dev.demarc.access.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTest {

  private static final TotpSecret OF_THE_RFC =
      new TotpSecret(Base32.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));

  /** RFC 6238 appendix B has eight digits, of which these are the last six. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void codes_are_those_of_the_standard(long seconds, String code) {
    assertThat(OF_THE_RFC.stepOf(code, Instant.ofEpochSecond(seconds), 0))
        .isEqualTo(OptionalLong.of(seconds / 30));
  }

  @Test
  void secrets_are_written_as_the_standard_writes_base32() {
    assertThat(Base32.encode("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
    assertThat(Base32.decode("mzxw6ytboi")).asString(StandardCharsets.US_ASCII).isEqualTo("foobar");
    assertThat(OF_THE_RFC.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(TotpSecret.random().base32()).matches("[A-Z2-7]{32}");
  }

  @Test
  void a_code_is_good_half_a_minute_before_and_after_its_time_and_no_longer() {
    long step = 40_000_000;
    var code = OF_THE_RFC.code(step);
    assertThat(OF_THE_RFC.stepOf(code, at(step - 1), 0)).hasValue(step);
    assertThat(OF_THE_RFC.stepOf(code, at(step), 0)).hasValue(step);
    assertThat(OF_THE_RFC.stepOf(code, at(step + 1), 0)).hasValue(step);
    assertThat(OF_THE_RFC.stepOf(code, at(step - 2), 0)).isEmpty();
    assertThat(OF_THE_RFC.stepOf(code, at(step + 2), 0)).isEmpty();
  }

  @Test
  void a_code_is_good_once_and_so_is_none_before_it() {
    long step = 40_000_000;
    assertThat(OF_THE_RFC.stepOf(OF_THE_RFC.code(step), at(step), step)).isEmpty();
    assertThat(OF_THE_RFC.stepOf(OF_THE_RFC.code(step - 1), at(step), step)).isEmpty();
    assertThat(OF_THE_RFC.stepOf(OF_THE_RFC.code(step + 1), at(step), step)).hasValue(step + 1);
  }

  private static Instant at(long step) {
    return Instant.ofEpochSecond(step * 30 + 29);
  }

  @Test
  void its_address_is_one_that_authenticators_read() {
    assertThat(OF_THE_RFC.address("Demarc", "jo doe"))
        .isEqualTo(
            "otpauth://totp/Demarc:jo%20doe?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Demarc&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void recovery_codes_are_ten_different_ones_that_are_read_as_people_type_them() {
    var codes = RecoveryCode.list();
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    var code = codes.get(0);
    assertThat(code.written()).matches("([a-z2-7]{6}-){3}[a-z2-7]{6}");
    assertThat(RecoveryCode.of(" " + code.written().replace('-', ' '))).contains(code);
    assertThat(RecoveryCode.of(code.letters())).contains(code);
    assertThat(RecoveryCode.of(code.letters().substring(1))).isEmpty();
    assertThat(RecoveryCode.of("123456")).isEmpty();
  }
}

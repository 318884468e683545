package dev.demarc.mailboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.demarc.shared.Problem;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretEncryptionTest {

  private final UUID owner = UUID.randomUUID();

  private static SecretEncryption withKey(int fill) {
    var key = new byte[32];
    java.util.Arrays.fill(key, (byte) fill);
    return new SecretEncryption(() -> Optional.of(Base64.getEncoder().encodeToString(key)));
  }

  @Test
  void opens_what_it_sealed_and_seals_nothing_twice_alike() {
    var vault = withKey(1);
    var sealed = vault.seal(owner, "grüße");
    assertThat(vault.open(owner, sealed)).isEqualTo("grüße");
    assertThat(vault.seal(owner, "grüße")).isNotEqualTo(sealed);
  }

  @Test
  void neither_another_key_nor_another_row_opens_it() {
    var sealed = withKey(1).seal(owner, "secret");
    assertThatThrownBy(() -> withKey(2).open(owner, sealed))
        .hasMessageContaining("type the password");
    assertThatThrownBy(() -> withKey(1).open(UUID.randomUUID(), sealed))
        .isInstanceOf(Problem.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> withKey(1).open(owner, sealed)).isInstanceOf(Problem.class);
  }

  @Test
  void without_a_key_it_says_how_to_make_one() {
    assertThatThrownBy(() -> new SecretEncryption(Optional::empty).seal(owner, "secret"))
        .hasMessageContaining("openssl rand -base64 32");
    assertThatThrownBy(() -> new SecretEncryption(() -> Optional.of("short")).seal(owner, "secret"))
        .hasMessageContaining("DEMARC_SECRETS_KEY");
  }
}

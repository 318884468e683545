package dev.demarc.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A body that came in whole, in memory or in a file of its own. */
sealed interface ReceivedBody {

  /** Of a request without a body, or whose body nobody wants. */
  ReceivedBody NONE = new InMemory(new byte[0]);

  InputStream open() throws IOException;

  /** A short one. */
  record InMemory(byte[] bytes) implements ReceivedBody {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  /** A long one; whoever made the file removes it. */
  record InFile(@Nullable Path file) implements ReceivedBody {
    private static final int BUFFER = 64 * 1024;

    @Override
    public InputStream open() throws IOException {
      return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }
  }
}

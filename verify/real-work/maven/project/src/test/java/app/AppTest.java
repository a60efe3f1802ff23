package app;

import static org.junit.Assert.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AppTest {
    @Rule public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void greets() throws Exception {
        Path file = folder.newFile().toPath();
        Files.writeString(file, App.greeting("you"));
        assertEquals("Hello, you", Files.readString(file));
    }
}

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.prefs.Preferences;

public class App {
    static String greeting(String name) {
        return "Hello, " + name;
    }

    public static void main(String[] args) throws Exception {
        System.out.println(greeting(System.getProperty("user.home")));
        Files.writeString(Files.createTempFile("app", ".txt"), "temporary");
        Preferences preferences = Preferences.userRoot().node("app");
        preferences.put("kept", "yes");
        preferences.flush();
    }
}
